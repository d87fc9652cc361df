import { saysOfAnnotations } from '@nightjar/descriptors/annotate/says-of-annotations';
import type { Relation, Says } from '@nightjar/descriptors/description';
import { type Draft, put } from '@nightjar/descriptors/draft';
import { environmentOf, systemOf, tagsOf, teamOf, teamRef } from '@nightjar/descriptors/evidence/labels';
import { resourceOf } from '@nightjar/descriptors/evidence/resource-attributes';
import { refOf } from '@nightjar/descriptors/ref';
import { tierAmong } from '@nightjar/descriptors/tier';
import type { Variable } from './names.ts';

type Runs = {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly variables: readonly Variable[];
  readonly deployment: string;
  readonly version: string | null;
  readonly relations: readonly Relation[];
  readonly where: Readonly<Record<string, string>>;
};

/** What tags and OpenTelemetry's settings say of something that runs at AWS; Nightjar's own tags (`nightjar.dev/…`) win. */
export const saysOf = ({ name, tags, variables, deployment, version, relations, where }: Runs): Says => {
  const otel = resourceOf(Object.fromEntries(variables.map((variable) => [variable.name, variable.value])));
  const said = saysOfAnnotations(tags);
  const environment = environmentOf(tags) ?? otel.environment ?? '';
  const runs = version ?? otel.version;
  const team = teamOf(tags);
  const system = systemOf(tags, name);
  const says: Draft = { deployment };
  put(says, 'tier', tierAmong(Object.entries(tags)) ?? otel.tier);
  if (runs !== undefined) says.versions = { [environment]: runs };
  put(says, 'owners', team === undefined ? [] : [teamRef(team)]);
  put(says, 'aliases', otel.name === undefined || otel.name === name ? [] : [otel.name]);
  const all: Draft = { ...says, ...said };
  put(all, 'tags', { ...tagsOf(tags), ...where, ...said.tags });
  put(all, 'relations', [
    ...(said.relations ?? []),
    ...(system === undefined ? [] : [{ type: 'partOf' as const, to: refOf('system', system) }]),
    ...(environment === '' ? [] : [{ type: 'runsIn' as const, to: refOf('environment', environment) }]),
    ...relations,
  ]);
  return all;
};
