import type { Ref } from '@nightjar/descriptors/ref';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { canonical } from '../../change/identity.ts';
import { type Saying, weigh, whyLost } from './choose.ts';
import type { Claim } from './claim.ts';
import { heldName } from './describe/held.ts';
import { movedLines } from './describe/lines.ts';
import { claimsAt } from './past.ts';
import { resolveRef } from './resolve.ts';
import { latest, sightings } from './seen.ts';
import { rule } from './trust.ts';
import type { FactList } from './wire.ts';

type Said = FactList['attributes'][number]['said'][number];

/** What is known of a source's word besides. */
type Known = { readonly lastSeen: string | null; readonly line: number | null };

const saidBy = ({ claim, value }: Saying, winner: Saying, { lastSeen, line }: Known): Said => {
  const chosen = claim === winner.claim;
  const same = canonical(value) === canonical(winner.value);
  return {
    value,
    chosen,
    by: claim.reader,
    source: claim.source,
    line,
    at: claim.at,
    recordedAt: claim.recordedAt,
    lastSeen,
    confidence: claim.confidence,
    lost: chosen || same ? null : whyLost(winner.claim, claim),
  };
};

const attributesFrom = (claims: readonly Claim[], knownOf: (claim: Claim) => Known) =>
  [...weigh(claims)].map(([name, said]) => {
    const [winner] = said as [Saying, ...Saying[]];
    return { name, said: said.map((it) => saidBy(it, winner, knownOf(it.claim))) };
  });

/** Who says what about it, attribute by attribute, the chosen word first, at an instant (null: now). */
export const factsOf = async (reader: Reader, text: string, at: Date | null): Promise<FactList> => {
  const ref: Ref = await resolveRef(reader, text, at);
  const [claims, seen] = await Promise.all([claimsAt(reader, ref, at), sightings(reader, [ref], [''], at)]);
  const words = claims.map(({ source, pos }) => ({ entity: ref, source, pos }));
  const moved = await movedLines(reader, reader.caller.org, at === null ? words : []);
  const lastSeen = new Map(
    [...Map.groupBy(seen, ({ source }) => source)].map(([source, its]) => [source, latest(its)]),
  );
  return {
    entity: ref,
    rule,
    attributes: attributesFrom(claims, ({ source, line }) => ({
      lastSeen: lastSeen.get(source) ?? null,
      line: moved.get(heldName({ entity: ref, source })) ?? line,
    })),
    position: reader.position,
    stale: reader.stale,
    at: at?.toISOString() ?? null,
  };
};
