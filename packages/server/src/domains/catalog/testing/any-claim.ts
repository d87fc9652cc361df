import { type Reader, readers, relationTypes, type Says } from '@nightjar/descriptors/description';
import fc from 'fast-check';
import type { Claim } from '../claim.ts';

const ref = fc.constantFrom(
  'team:default/a',
  'team:default/b',
  'service:default/c',
  'resource:default/d',
  'system:default/e',
);
const key = fc.constantFrom('x', 'a.b', '', '1', 'Z');
const word = fc.constantFrom('one', 'two', 'three');

/** Few different values, so that sources meet. */
export const anySays: fc.Arbitrary<Says> = fc.record(
  {
    title: word,
    tier: fc.constantFrom(0, 1, 2, 3),
    language: word,
    owners: fc.uniqueArray(ref, { minLength: 1, maxLength: 3 }),
    versions: fc.dictionary(key, word, { maxKeys: 3 }),
    tags: fc.dictionary(key, word, { maxKeys: 3 }),
    rest: fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 }),
    contacts: fc.record({ chat: fc.record({ label: word, url: fc.constant(null) }) }, { requiredKeys: [] }),
    aliases: fc.array(fc.constantFrom('P', 'p', 'price'), { maxLength: 3 }),
    links: fc.array(
      fc.record({ group: word, label: word, url: fc.constantFrom('https://a.example', 'https://b.example') }),
      { maxLength: 3 },
    ),
    relations: fc.array(
      fc.record(
        {
          type: fc.constantFrom(...relationTypes),
          to: ref,
          inverse: fc.constant(true as const),
          confidence: fc.constantFrom(0.3, 0.8),
          why: word,
        },
        { requiredKeys: ['type', 'to'] },
      ),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Says>;

const moment = fc.constantFrom(
  '2026-01-01T00:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
  '2026-03-01T00:00:00.000Z',
);

const anyClaim: fc.Arbitrary<Omit<Claim, 'pos' | 'source'>> = fc.record({
  origin: fc.constant('x'),
  reader: fc.constantFrom<Reader>(...readers),
  at: moment,
  recordedAt: moment,
  since: moment,
  actor: fc.constantFrom(null, 'token:x'),
  name: fc.constantFrom('Pricing', 'pricing'),
  confidence: fc.constantFrom(1, 0.5),
  line: fc.constant(null),
  says: anySays,
});

/** What several sources say about one entity. */
export const anyClaims: fc.Arbitrary<Claim[]> = fc
  .array(anyClaim, { maxLength: 6 })
  .map((claims) =>
    claims.map((claim, nth) => ({ ...claim, pos: nth + 1, source: `${claim.reader}:x/${nth}` })),
  );
