import type { Queryable } from '@nightjar/kernel/database/database';
import { raw } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { changeId, changeStream } from '../../../change/identity.ts';
import type { Observation } from '../../../change/observation.ts';
import type { Read } from '../../../change/read.ts';
import type { FeedFact } from '../events.ts';
import { changes } from '../projection.ts';

const schema = 'feed_changes_test';
const path = raw(`set local search_path to ${schema}`);

/** The feed's read model in a database of its own, without the runner. */
export const feedModel = async ({ indexed = true } = {}) => {
  const database = await testDatabase({ connections: 4 });
  const inModel = <Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result> =>
    database.transaction(async (tx) => {
      await tx.run(path);
      return work(tx);
    });
  const index = () => inModel((tx) => tx.run(raw(changes.indexes ?? '')));
  await database.run(raw(`create schema ${schema}`));
  await inModel((tx) => tx.run(raw(changes.tables)));
  if (indexed) await index();
  return {
    ...database,
    schema,
    inModel,
    index,
    apply: (facts: readonly Recorded<FeedFact>[]): Promise<void> =>
      inModel(async (tx) => {
        if (!('batch' in changes)) throw new Error('The feed is applied in batches.');
        await changes.batch(tx, facts);
      }),
  };
};

export type FeedModel = Awaited<ReturnType<typeof feedModel>>;

let pos = 0;

/** A fact as the log would give it back, at the next position. */
export const recorded = (
  fact: FeedFact,
  { id, org = 1 }: { id?: string; org?: number } = {},
): Recorded<FeedFact> => {
  pos += 1;
  const named =
    id ??
    (fact.type === 'ChangeObserved'
      ? changeId(org, fact.data.observation.source, fact.data.observation.key)
      : '');
  return {
    ...fact,
    pos,
    stream: changeStream(named),
    ver: 0,
    org,
    v: 1,
    id: '00000000-0000-7000-8000-000000000000',
    at: new Date(0),
    recordedAt: new Date(0),
    actor: null,
    cause: null,
  } as Recorded<FeedFact>;
};

export const report = (observation: Observation, read?: Read, org = 1): Recorded<FeedFact> =>
  recorded(
    { type: 'ChangeObserved', data: { observation, ...(read === undefined ? {} : { read }) } },
    { org },
  );
