import type { Ref } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import type { Recorded } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';
import type { CatalogFact } from './events.ts';
import { advance, nothing, type Standing, type Version } from './fold.ts';
import { standings } from './memory.ts';
import { indexes, tables } from './tables.ts';
import { write } from './write.ts';
import type { Case, Ended, Withdrawal } from './write-claims.ts';

/** Facts of one entity, in order, taken in: the versions they make, and the claims that stand after them. */
const taken = (ref: Ref, before: Standing, facts: readonly Recorded<CatalogFact>[]): Case => {
  let standing = before;
  const versions: Version[] = [];
  const ended: Ended[] = [];
  const withdrawn = new Map<string, Withdrawal>();
  for (const fact of facts) {
    const after = advance(standing, fact);
    if (after === standing) continue;
    const { pos, data } = fact;
    const claim = standing.claims.get(data.source);
    if (claim !== undefined) ended.push({ claim, until: after.last, pos });
    if (fact.type === 'DescriptionWithdrawn') withdrawn.set(data.source, { since: after.last, pos });
    if (after.version !== null && after.version !== standing.version) versions.push(after.version);
    standing = after;
  }
  const said = [...standing.claims.values()].filter((claim) => before.claims.get(claim.source) !== claim);
  return { ref, stored: before.version, versions, said, ended, withdrawn };
};

/** One read of what stands, the fold in memory, and at most two writes a table, for any number of facts. */
const batch = async (tx: Queryable, recorded: readonly Recorded<CatalogFact>[]): Promise<void> => {
  for (const [org, ofOrg] of Map.groupBy(recorded, (fact) => fact.org)) {
    const byEntity = Map.groupBy(ofOrg, (fact) => fact.data.entity);
    const known = await standings(tx, org, [...byEntity.keys()]);
    const cases = [...byEntity].map(([ref, facts]) => taken(ref, known.get(ref) ?? nothing, facts));
    await write(tx, org, cases);
  }
};

/** The catalog as it stands and as it ever stood. */
export const entities = projection<CatalogFact>({
  name: 'catalog.entities',
  version: 3,
  tables,
  indexes,
  handles: ['EntityDescribed', 'DescriptionWithdrawn'],
  batch,
});
