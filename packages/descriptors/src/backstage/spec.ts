import type { Relation, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { type Problem, quoted } from '../problem.ts';
import type { Where } from '../reading.ts';
import { parseRef, type Ref, type RefParts } from '../ref.ts';
import { type Fields, field, isFields } from '../shape.ts';
import { isPlaceholder, targetOf } from './placeholder.ts';
import { type RelationField, relationFieldsOf } from './relation-fields.ts';

type Reading = {
  readonly draft: Draft;
  readonly rest: Record<string, unknown>;
  readonly warnings: Problem[];
};

const texts = ['type', 'lifecycle'] as const;

/** What people write where Backstage demands a value that they do not have: it says nothing. */
export const unsaid = 'unknown';

const unreadable = (path: readonly (string | number)[], value: string): Problem => ({
  code: 'reference',
  path,
  says: `${path.join('.')} ${quoted(value)} names no entity; it is kept as it is written.`,
  next: 'Write [kind:][namespace/]name, without blanks.',
});

/** References of one field; what is none stays in `rest`, with a warning. */
const refs = (name: string, value: unknown, kind: string, self: RefParts, reading: Reading): Ref[] => {
  const many = Array.isArray(value);
  const found: Ref[] = [];
  const left: unknown[] = [];
  for (const [index, item] of (many ? value : [value]).entries()) {
    const ref = typeof item === 'string' ? parseRef(item, { kind, namespace: self.namespace }) : undefined;
    if (ref !== undefined) found.push(ref);
    else {
      left.push(item);
      if (typeof item === 'string')
        reading.warnings.push(unreadable(many ? ['spec', name, index] : ['spec', name], item));
    }
  }
  if (left.length > 0) reading.rest[`spec.${name}`] = many ? left : value;
  return found;
};

const relationsOf = (relation: RelationField, value: unknown, self: RefParts, reading: Reading): Relation[] =>
  refs(relation.field, value, relation.kind, self, reading).map((to) => ({
    type: relation.type,
    to,
    ...(relation.inverse && { inverse: true }),
  }));

/** A profile is a title, an e-mail address, and whatever else it holds. */
const readProfile = (profile: Fields, reading: Reading): void => {
  const rest: Record<string, unknown> = { ...profile };
  const name = field(profile, 'displayName');
  const email = field(profile, 'email');
  if (typeof name === 'string') {
    reading.draft.title = name;
    delete rest['displayName'];
  }
  if (typeof email === 'string') {
    reading.draft.contacts = { email: { label: email, url: `mailto:${email}` } };
    delete rest['email'];
  }
  if (Object.keys(rest).length > 0) reading.rest['spec.profile'] = rest;
};

const readDefinition = (value: unknown, where: Where, reading: Reading): void => {
  const fetched = isPlaceholder(value) ? where.resolved?.get(targetOf(value)) : undefined;
  if (typeof value === 'string' || fetched !== undefined) reading.draft.definition = fetched ?? String(value);
  if (typeof value !== 'string') reading.rest['spec.definition'] = value;
};

/** What `spec` says, of any kind: what has no field with us is kept in `rest`, as `spec.<name>`. */
export const readSpec = (
  spec: unknown,
  self: RefParts,
  where: Where,
): { readonly says: Says; readonly warnings: readonly Problem[] } => {
  const reading: Reading = { draft: {}, rest: {}, warnings: [] };
  const relationFields = relationFieldsOf(self.kind);
  const relations: Relation[] = [];
  for (const [name, value] of isFields(spec) ? Object.entries(spec) : []) {
    const relation = relationFields.get(name);
    const single = texts.find((each) => each === name);
    if (value === unsaid) continue;
    if (relation !== undefined) relations.push(...relationsOf(relation, value, self, reading));
    else if (single !== undefined && typeof value === 'string') reading.draft[single] = value;
    else if (name === 'owner') put(reading.draft, 'owners', refs(name, value, 'team', self, reading));
    else if (name === 'profile' && isFields(value)) readProfile(value, reading);
    else if (name === 'definition') readDefinition(value, where, reading);
    else reading.rest[`spec.${name}`] = value;
  }
  put(reading.draft, 'relations', relations);
  put(reading.draft, 'rest', reading.rest);
  return { says: reading.draft, warnings: reading.warnings };
};
