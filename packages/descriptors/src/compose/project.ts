import type { Fault, File } from '../description.ts';
import { at, type Fields, fieldsAt, fieldsOf, listAt, textAt, textOf } from '../unknown.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { merged } from './merge.ts';
import { interpolatedWithin, type Variables } from './variables.ts';

export type Service = {
  readonly name: string;
  readonly settings: Fields;
  /** Of the file that names it first. */
  readonly place: string;
  readonly line: number;
};

/** Compose files put together, as `docker compose -f a -f b` does. */
export type Project = {
  readonly name: string | undefined;
  readonly services: readonly Service[];
  readonly faults: readonly Fault[];
};

type Layer = { readonly path: string; readonly root: Fields; readonly lineOf: (service: string) => number };

/** Compose's own tags say how a layer takes away; what is taken away in one layer is still there in another. */
const merging = /(?<=[:-][ \t]+)!(?:reset|override)\b/g;

const layerOf = ({ path, text }: File, variables: Variables): Layer | Fault => {
  const stream = readYaml(
    text.replace(merging, (tag) => ' '.repeat(tag.length)),
    path,
  );
  if (stream.is === 'refused') return stream.fault;
  const [document] = stream.documents;
  if (document?.is === 'refused') return document.fault;
  return {
    path,
    root: fieldsOf(interpolatedWithin(document?.value, variables)),
    lineOf: (service) => document?.where(['services', service]).line ?? 1,
  };
};

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `./a/../b` from a folder: a path without dots; undefined where it leaves the checkout. */
export const within = (folder: string, path: string): string | undefined => {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};

/** What `extends` brings from another service, of this file or another; without end it is left out. */
const extended = (name: string, file: Layer, others: ReadonlyMap<string, Layer>, deep = 0): Fields => {
  const own = fieldsAt(file.root, 'services', name);
  const from = at(own, 'extends');
  const base = textOf(from) ?? textAt(from, 'service');
  if (base === undefined || deep > 10) return own;
  const path = textAt(from, 'file');
  const other = path === undefined ? file : others.get(within(folderOf(file.path), path) ?? '');
  return other === undefined ? own : merged(extended(base, other, others, deep + 1), own);
};

const includesOf = (file: Layer): string[] =>
  listAt(file.root, 'include').flatMap((entry) => {
    const paths = textOf(entry) ?? at(entry, 'path');
    return [paths].flat().flatMap((path) => within(folderOf(file.path), textOf(path) ?? '') ?? []);
  });

/** `files` in the order they are layered; `beside` are others of the checkout, for `extends` and `include`. */
export const projectOf = (
  files: readonly File[],
  variables: Variables,
  beside: readonly File[] = [],
): Project => {
  const faults: Fault[] = [];
  const read = (file: File): Layer[] => {
    const one = layerOf(file, variables);
    if (!('code' in one)) return [one];
    faults.push(one);
    return [];
  };
  const layers = files.flatMap(read);
  const others = new Map(layers.map((layer) => [layer.path, layer]));
  // Only those that somebody refers to are read, and of each its own faults are told once.
  const wanted = layers.flatMap((layer) => [
    ...includesOf(layer),
    ...Object.values(fieldsAt(layer.root, 'services')).flatMap((service) => {
      const path = textAt(service, 'extends', 'file');
      return path === undefined ? [] : (within(folderOf(layer.path), path) ?? []);
    }),
  ]);
  for (const file of beside)
    if (wanted.includes(file.path) && !others.has(file.path))
      for (const one of read(file)) others.set(one.path, one);
  const included = layers.flatMap((layer) => includesOf(layer).flatMap((path) => others.get(path) ?? []));
  const services = new Map<string, Service>();
  for (const layer of new Set([...included, ...layers]))
    for (const name of Object.keys(fieldsAt(layer.root, 'services'))) {
      const settings = extended(name, layer, others);
      const before = services.get(name);
      const { place, line } = before ?? { place: layer.path, line: layer.lineOf(name) };
      services.set(name, { name, place, line, settings: merged(before?.settings ?? {}, settings) });
    }
  const name = layers
    .map(({ root }) => textAt(root, 'name'))
    .findLast((one) => one !== undefined && one !== '');
  return { name, services: [...services.values()], faults };
};
