import { firstOf, type Problem, quoted } from '../problem.ts';
import type { Outcome, Where } from '../reading.ts';
import { field, isFields } from '../shape.ts';
import { check } from './check.ts';
import { backstageKind, nearestKind } from './kinds.ts';
import { map } from './map.ts';

/** Backstage tells kinds apart by case and ignores what it does not know; we read it, and say so. */
const miswritten = (kind: string): Problem[] => {
  const written = backstageKind(kind)?.written;
  if (written === kind) return [];
  if (written === undefined) {
    const meant = nearestKind(kind);
    if (meant === undefined) return [];
    const says = `The kind ${quoted(kind)} is not known and is read as a kind of its own; ${meant} is near it.`;
    return [{ code: 'kind', path: ['kind'], says, next: `Write ${meant}, if that is what is meant.` }];
  }
  const says = `Backstage would not know the kind ${quoted(kind)}; it is read as ${written}.`;
  return [{ code: 'kind', path: ['kind'], says, next: `Write ${written}.` }];
};

/** Files that are Backstage's by name. */
const catalogInfo = /(?:^|[/.])catalog-info\.ya?ml$/;

/** An entity of Backstage is known by its version, its kind, or its file; anybody may invent versions and kinds. */
export const recognises = (value: unknown, path: string): boolean => {
  if (!isFields(value)) return catalogInfo.test(path);
  if (/(?:^|\.)backstage\.io\//.test(String(field(value, 'apiVersion')))) return true;
  if (field(value, 'version') !== undefined && field(value, 'apiVersion') === undefined) return false;
  return catalogInfo.test(path) || backstageKind(String(field(value, 'kind'))) !== undefined;
};

/** Reads one parsed document of `catalog-info.yaml`. */
export const readBackstage = (value: unknown, where: Where): Outcome => {
  if (!isFields(value))
    return {
      is: 'problem',
      problem: {
        code: 'schema',
        path: [],
        says: `An entity is a map of apiVersion, kind, metadata and spec, and this is ${quoted(value)}.`,
        next: 'Write apiVersion: backstage.io/v1alpha1 and what follows it.',
      },
    };
  const problem = firstOf(check(value));
  if (problem !== undefined) return { is: 'problem', problem };
  const { description, warnings } = map(value, where);
  return {
    is: 'read',
    descriptions: [description],
    warnings: [...miswritten(String(field(value, 'kind'))), ...warnings],
  };
};
