import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  type Entity,
  entityEnvelopeSchemaValidator,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import {
  aiResourceEntityV1alpha1Validator,
  type KindValidator,
  marketplaceAiResourceEntityV1alpha1Validator,
  mcpServerApiEntityValidator,
  pluginAiResourceEntityV1alpha1Validator,
  ruleAiResourceEntityV1alpha1Validator,
  skillAiResourceEntityV1alpha1Validator,
} from '@backstage/catalog-model/alpha';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf, parseRef, refOf } from '../ref.ts';
import { type Fields, field, isFields } from '../shape.ts';
import { backstageKind } from './kinds.ts';
import { isPlaceholder } from './placeholder.ts';
import { readBackstage } from './read-backstage.ts';
import { specimens } from './testing/specimens.ts';

const byKind: Readonly<Record<string, KindValidator>> = {
  Component: componentEntityV1alpha1Validator,
  API: apiEntityV1alpha1Validator,
  'API mcp-server': mcpServerApiEntityValidator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  AiResource: aiResourceEntityV1alpha1Validator,
  'AiResource skill': skillAiResourceEntityV1alpha1Validator,
  'AiResource rule': ruleAiResourceEntityV1alpha1Validator,
  'AiResource plugin': pluginAiResourceEntityV1alpha1Validator,
  'AiResource marketplace': marketplaceAiResourceEntityV1alpha1Validator,
};

const envelope = entityEnvelopeSchemaValidator();
const shape = new SchemaValidEntityPolicy();
const format = new FieldFormatEntityPolicy();

/** What Backstage says; `nobody` where no kind of its own claims the entity, which plugins may do. */
const theirs = async (value: unknown): Promise<'taken' | 'refused' | 'nobody'> => {
  try {
    const entity: Entity = envelope(value);
    await shape.enforce(entity);
    await format.enforce(entity);
    const type = isFields(entity.spec) ? String(field(entity.spec, 'type')) : '';
    const validator = field(byKind, `${entity.kind} ${type}`) ?? field(byKind, entity.kind);
    const claimed = (await (validator as KindValidator | undefined)?.check(entity)) ?? false;
    return claimed ? 'taken' : 'nobody';
  } catch {
    return 'refused';
  }
};

const ours = (value: unknown): 'taken' | 'refused' =>
  readBackstage(value, { path: 'catalog-info.yaml', origin: 'o' }).is === 'read' ? 'taken' : 'refused';

const contains = (value: unknown, is: (value: unknown) => boolean): boolean =>
  is(value) ||
  (typeof value === 'object' && value !== null && Object.values(value).some((each) => contains(each, is)));

/** Every deliberate difference: where we read what Backstage does not. There is none the other way round. */
const differences: readonly {
  readonly why: string;
  readonly is: (value: Fields) => boolean;
  readonly like: Fields;
}[] = [
  {
    why: 'A placeholder stands for what is not fetched yet. Backstage checks after it has fetched.',
    is: (value) => contains(value, isPlaceholder),
    like: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: { name: 'a' },
      spec: { type: 'openapi', lifecycle: 'production', owner: 'a', definition: { $text: './openapi.yaml' } },
    },
  },
  {
    why: 'relations and status are what a Backstage adds itself: kept in rest, and not looked at.',
    is: (value) => field(value, 'relations') !== undefined || field(value, 'status') !== undefined,
    like: { apiVersion: 'a/v1', kind: 'Own', metadata: { name: 'a' }, relations: 'none' },
  },
  {
    why: 'A link that nobody can follow is left out, with a warning: the rest of the entity is as good as it was.',
    is: (value) => {
      const links = field((field(value, 'metadata') ?? {}) as Fields, 'links');
      return Array.isArray(links) && links.some((link) => !URL.canParse(String(link?.url)));
    },
    like: {
      apiVersion: 'a/v1',
      kind: 'Own',
      metadata: { name: 'a', links: [{ url: 'no address' }] },
    },
  },
];

const junk = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  0,
  1.5,
  true,
  [],
  {},
  [''],
  [1],
  [null],
  'x',
  'a b',
  'é',
  'A',
  '-a',
  'a-',
  'a_b.c',
  'a:b',
  'a/b',
  'a/b/c',
  'a'.repeat(63),
  'a'.repeat(64),
  'x'.repeat(501),
  'backstage.io/v1beta1',
  'Component',
  'component',
  'not an address',
  'mailto:a@b.c',
  { $text: './a' },
  { $text: 1 },
  { '': 'x' },
  { a: 'x' },
  { 'a b': 'x' },
  { 'A.b/c': 'x' },
  { a: 'b c' },
  { a: '' },
  { a: null },
  'skill',
  'plugin',
  'mcp-server',
  'optional',
  [{ url: 'https://a.b' }],
  [{}],
  [{ url: 'a' }],
  [{ url: 'https://a.b', title: ' ' }],
  [{ url: 'https://a.b', type: '' }],
);

/** Every place in a value, as paths. */
const places = (value: unknown, path: readonly string[] = []): (readonly string[])[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
    : []),
];

const changed = (value: unknown, path: readonly string[], put: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return put;
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => {
      if (String(index) !== step) return [item];
      const now = changed(item, rest, put);
      return now === undefined ? [] : [now];
    });
  if (!isFields(value)) return value;
  const { [step]: inner, ...others } = value;
  const now = changed(inner, rest, put);
  return now === undefined ? others : { ...others, [step]: now };
};

/** A sound entity with up to three things about it broken, left out or made up. */
const mutated = fc.constantFrom(...specimens).chain((base) =>
  fc
    .array(
      fc.tuple(fc.constantFrom(...places(base).slice(1)), fc.option(junk, { nil: undefined }), fc.boolean()),
      {
        maxLength: 3,
      },
    )
    .map((changes) => {
      let value: unknown = base;
      for (const [path, put, beside] of changes)
        value = changed(value, beside ? [...path.slice(0, -1), 'madeUp'] : path, put);
      return value as Fields;
    }),
);

/** A third difference: we read a kind whatever its case, and then as Backstage reads it rightly spelled. */
const respelled = (value: Fields): Fields => {
  const kind = field(value, 'kind');
  const right = backstageKind(String(kind))?.written;
  return typeof kind === 'string' && right !== undefined ? { ...value, kind: right } : value;
};

test("differs: a kind in other case is nobody's to Backstage; we read it, and warn", async () => {
  const small = { ...(specimens[0] as Fields), kind: 'component' };
  expect(await theirs(small)).toBe('nobody');
  expect(readBackstage(small, { path: 'x', origin: 'o' })).toMatchObject({
    descriptions: [{ entity: 'service:shop/pricing' }],
    warnings: [{ code: 'kind', path: ['kind'], next: 'Write Component.' }],
  });
});

test('what Backstage takes and refuses we take and refuse, but for the differences that have a reason', async () => {
  const seen = { taken: 0, refused: 0, nobody: 0 };
  await fc.assert(
    fc.asyncProperty(mutated, async (value) => {
      const verdict = await theirs(respelled(value));
      seen[verdict] += 1;
      const mine = ours(value);
      if (mine === (verdict === 'nobody' ? 'taken' : verdict)) return;
      expect({ verdict, mine, excused: differences.some(({ is }) => is(value)) }).toEqual({
        verdict: 'refused',
        mine: 'taken',
        excused: true,
      });
    }),
    { numRuns: 3000 },
  );
  // Neither verdict is so rare that the test says nothing.
  expect(Math.min(seen.taken, seen.refused, seen.nobody)).toBeGreaterThan(100);
});

test.each(differences)('differs: $why', async ({ like }) => {
  expect([await theirs(like), ours(like)]).toEqual(['refused', 'taken']);
});

test('every specimen is taken by both', async () => {
  for (const specimen of specimens)
    expect([field(specimen as Fields, 'kind'), ours(specimen), await theirs(specimen)]).toEqual([
      field(specimen as Fields, 'kind'),
      'taken',
      field(specimen as Fields, 'kind') === 'Template' ? 'nobody' : 'taken',
    ]);
});

test('a reference names the same entity to both; ours refuses blanks and more than one : or /, which no name can hold', () => {
  const bit = fc.constantFrom('a', 'B', 'group', 'User', '-', '.', ':', '/', ' ', 'é');
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 7 }), (bits) => {
      const text = bits.join('');
      const mine = parseRef(text, { kind: 'group', namespace: 'shop' });
      let parsed: { kind: string; namespace: string; name: string } | undefined;
      try {
        parsed = parseEntityRef(text.trim(), { defaultKind: 'group', defaultNamespace: 'shop' });
      } catch {
        parsed = undefined;
      }
      if (mine === undefined) {
        const parts = parsed === undefined ? [] : Object.values(parsed);
        expect(parsed === undefined || parts.some((part) => /[\s:/]/.test(part))).toBe(true);
      } else expect(parsed && refOf(kindOf(parsed.kind), parsed.name, parsed.namespace)).toBe(mine);
    }),
    { numRuns: 3000 },
  );
});
