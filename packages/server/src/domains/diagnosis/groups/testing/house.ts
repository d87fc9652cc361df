import { domain } from '@nightjar/kernel/domain';
import { openKernel } from '@nightjar/kernel/open-kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import type { AlertObservation } from '../../../../change/alert.ts';
import { alertId } from '../../../../change/identity.ts';
import type { Related } from '../../../../evidence/related.ts';
import { seen as fired, readers } from '../../../alerts/testing/house.ts';
import { type RoundTask, roundTopic } from '../../rounds/round-task.ts';
import { groupsOver } from '../groups.ts';
import { unrelated } from './firing.ts';

/** Now, less some minutes. */
export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** A pricing that fires now, except for what the test says. */
export const seen = (said: Partial<AlertObservation> = {}): AlertObservation =>
  fired({ at: ago(0), ...said });

type Parts = {
  readonly related?: Related | (() => Promise<Related>);
  /** What else runs here. */
  readonly topics?: readonly Topic[];
};

/** A house with groups as its only room, and the rounds that they ask for. `Bearer read 2` reads for organisation 2. */
export const groupsHouse = async ({ related = unrelated, topics = [] }: Parts = {}) => {
  const database = await testDatabase({ connections: 6 });
  const { logger, logged } = capturedLog();
  const rounds: RoundTask[] = [];
  const room = groupsOver({
    related: async () => (typeof related === 'function' ? related() : related),
  });
  const open = async () => {
    const kernel = await openKernel({
      url: database.url,
      logger,
      domains: [
        domain({
          name: 'diagnosis',
          ...room,
          topics: (kernel) => [
            ...room.topics(kernel),
            { name: roundTopic, run: async ({ payload }: RunningTask<RoundTask>) => rounds.push(payload) },
            ...topics,
          ],
        }),
      ],
      graceMs: 500,
    });
    await kernel.start();
    return kernel;
  };
  const kernel = await open();
  const { http } = await testDoor({ authenticate: readers, logger }, (door) => room.routes(door, kernel));
  const ids = (list: readonly AlertObservation[], org: number): string[] =>
    list.map(({ source, key }) => alertId(org, source, key));
  return {
    database,
    kernel,
    logged,
    /** Rounds that were due. */
    rounds,
    /** The same house in another process, as far as the database can tell. */
    open,
    /** Records what was seen, and answers the ids of the alerts. */
    record: async (list: readonly AlertObservation[], org = 1): Promise<string[]> => {
      const all = ids(list, org);
      await Promise.all(
        list.map((alert, n) => {
          const read = { delivery: crypto.randomUUID(), index: 0, reading: 1 };
          const fact = { type: 'AlertObserved', at: alert.at, data: { alert, read } };
          return kernel.log.append({ org, stream: `alert:${all[n]}`, facts: [fact] });
        }),
      );
      return all;
    },
    get: async (path: string, right = 'read') => {
      const url = `/api/v1/alerts/groups${path}${path.includes('?') ? '&' : '?'}consistency=strong`;
      const answer = await http.inject({ url, headers: { authorization: `Bearer ${right}` } });
      return { status: answer.statusCode, body: answer.json() };
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
