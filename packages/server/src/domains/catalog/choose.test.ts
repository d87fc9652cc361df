import { attributesOf } from '@nightjar/descriptors/attributes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../change/identity.ts';
import { choose, isContested, readersOf, weigh, whyLost } from './choose.ts';
import type { Claim } from './claim.ts';
import { saysOf } from './says.ts';
import { anyClaims, anySays } from './testing/any-claim.ts';
import { trustOf } from './trust.ts';

const claim = (reader: Claim['reader'], says: Claim['says'], more: Partial<Claim> = {}): Claim => ({
  source: `${reader}:here/x`,
  reader,
  pos: 1,
  at: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  since: '2026-01-01T00:00:00.000Z',
  actor: null,
  name: 'pricing',
  confidence: 1,
  line: null,
  origin: null,
  says,
  ...more,
});

test('the order in which claims come makes no difference to what stands', () => {
  fc.assert(
    fc.property(
      anyClaims.chain((claims) =>
        fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
      ),
      ([claims, shuffled]) => {
        const [a, b] = [weigh(claims), weigh(shuffled)];
        expect(JSON.stringify(choose(b))).toBe(JSON.stringify(choose(a)));
        expect(isContested(b)).toBe(isContested(a));
        expect(readersOf(shuffled)).toEqual(readersOf(claims));
      },
    ),
  );
});

test('of no attribute does a less trusted word stand, and every loser is told why', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      for (const said of weigh(claims).values()) {
        const [winner, ...losers] = said;
        for (const loser of losers) {
          expect(trustOf(winner?.claim.reader ?? 'committers')).toBeGreaterThanOrEqual(
            trustOf(loser.claim.reader),
          );
          if (winner !== undefined) expect(whyLost(winner.claim, loser.claim)).not.toBe('');
        }
      }
    }),
  );
});

test('what is taken apart into attributes is put together again', () => {
  fc.assert(
    fc.property(anySays, (says) => {
      const parts = (it: typeof says) =>
        canonical(Object.fromEntries(attributesOf(it).map(({ name, value }) => [name, value])));
      expect(parts(saysOf(attributesOf(saysOf(attributesOf(says)))))).toBe(parts(saysOf(attributesOf(says))));
    }),
  );
});

test('sets are united, each key chosen alone', () => {
  const chosen = choose(
    weigh([
      claim('kubernetes', { tags: { team: 'a', zone: 'eu' } }),
      claim('backstage', { tags: { team: 'b', pci: 'yes' } }),
    ]),
  );
  expect(chosen?.tags).toEqual({ pci: 'yes', team: 'b', zone: 'eu' });
});

test('an edge that is both declared and seen is declared, as certain as the most certain, and has both sources', () => {
  const to = 'resource:default/db';
  const chosen = choose(
    weigh([
      claim('kubernetes', { relations: [{ type: 'dependsOn', to, confidence: 0.6, why: 'env DB_HOST' }] }),
      claim('backstage', { relations: [{ type: 'dependsOn', to }] }),
    ]),
  );
  expect(chosen?.relations).toEqual([
    { type: 'dependsOn', to, sources: ['backstage:here/x', 'kubernetes:here/x'], observed: false },
  ]);
});

test.each<[string, Claim[], boolean]>([
  ['nobody else names one', [claim('backstage', { owners: ['team:default/a'] })], false],
  [
    'a label says otherwise',
    [claim('backstage', { owners: ['team:default/a'] }), claim('kubernetes', { owners: ['team:default/b'] })],
    false,
  ],
  [
    'CODEOWNERS names others',
    [claim('backstage', { owners: ['team:default/a'] }), claim('codeowners', { owners: ['team:default/b'] })],
    true,
  ],
  [
    'CODEOWNERS names one more',
    [
      claim('backstage', { owners: ['team:default/a'] }),
      claim('codeowners', { owners: ['team:default/b', 'team:default/a'] }),
    ],
    false,
  ],
  [
    'a person has settled it',
    [
      claim('backstage', { owners: ['team:default/a'] }),
      claim('codeowners', { owners: ['team:default/b'] }),
      claim('manual', { owners: ['team:default/b'] }),
    ],
    false,
  ],
  [
    'a person has said something else of it',
    [
      claim('backstage', { owners: ['team:default/a'] }),
      claim('codeowners', { owners: ['team:default/b'] }),
      claim('manual', { tier: 0 }),
    ],
    true,
  ],
])(
  'ownership where %s: contested is what sources to be believed cannot both mean',
  (_, claims, contested) => {
    expect(isContested(weigh(claims))).toBe(contested);
  },
);
