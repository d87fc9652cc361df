import type { RelationType } from '../description.ts';

/** A field of `spec` that names other entities. `kind` is what a name without one means; of AiResources their own. */
export type RelationField = {
  readonly field: string;
  readonly type: RelationType;
  readonly kind: string;
  readonly inverse?: true;
  /** Only of these kinds (ours): elsewhere the word may mean anything. */
  readonly of?: ReadonlySet<string>;
};

const teams = new Set(['team']);
const people = new Set(['person']);
const aiResources = new Set(['airesource']);

/**
 * Backstage's relation fields (`relationFields` of its kinds, 1.10.1). `dependsOn` and `dependencyOf` have no kind of
 * their own there and a name without one is an error; here it is a service, as everybody means who leaves it out.
 */
const relationFields: readonly RelationField[] = [
  { field: 'system', type: 'partOf', kind: 'system' },
  { field: 'subcomponentOf', type: 'partOf', kind: 'service' },
  { field: 'domain', type: 'partOf', kind: 'domain', of: new Set(['system']) },
  { field: 'subdomainOf', type: 'partOf', kind: 'domain', of: new Set(['domain']) },
  { field: 'providesApis', type: 'providesApi', kind: 'api' },
  { field: 'consumesApis', type: 'consumesApi', kind: 'api' },
  { field: 'dependsOn', type: 'dependsOn', kind: 'airesource', of: aiResources },
  { field: 'dependsOn', type: 'dependsOn', kind: 'service' },
  { field: 'dependencyOf', type: 'dependsOn', kind: 'service', inverse: true },
  { field: 'memberOf', type: 'memberOf', kind: 'team', of: people },
  { field: 'members', type: 'memberOf', kind: 'person', inverse: true, of: teams },
  { field: 'parent', type: 'childOf', kind: 'team', of: teams },
  { field: 'children', type: 'childOf', kind: 'team', inverse: true, of: teams },
  { field: 'skills', type: 'partOf', kind: 'airesource', inverse: true, of: aiResources },
  { field: 'plugins', type: 'partOf', kind: 'airesource', inverse: true, of: aiResources },
];

/** By field, of one kind: the first that fits. */
const byKind = new Map<string, ReadonlyMap<string, RelationField>>();

export const relationFieldsOf = (kind: string): ReadonlyMap<string, RelationField> => {
  const special = kind === 'system' || kind === 'domain' || kind === 'team' || kind === 'person';
  const key = special || kind === 'airesource' ? kind : '';
  const known = byKind.get(key);
  if (known !== undefined) return known;
  const fields = new Map<string, RelationField>();
  for (const each of relationFields)
    if ((each.of === undefined || each.of.has(key)) && !fields.has(each.field)) fields.set(each.field, each);
  byKind.set(key, fields);
  return fields;
};
