import { randomUUID } from 'node:crypto';
import type { Caller } from '@nightjar/kernel/caller';
import { domain } from '@nightjar/kernel/domain';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { Type } from 'typebox';
import type { Desk } from './desk.ts';
import { type ReplayAsked, type ReplayFact, replayStream } from './events.ts';
import { refused } from './refusals.ts';
import { replay } from './replay.ts';
import type { Reader } from './source.ts';
import { ReplayState } from './wire.ts';

/** What a replay is done with. */
export type ReplayParts = {
  readonly reader: (source: string) => Reader | undefined;
  readonly locate: Desk['locate'];
  /** Resolves when what was recorded up to a position is known to `reader` and `locate`; throws where that takes too long. */
  readonly informed: (position: number) => Promise<void>;
};

const topic = 'sources.replay';

type Payload = { readonly replay: string; readonly source: string; readonly position: number };
type Progress = { done: number; of: number };

/** How far the replays of this process are; what another process runs is `running` without figures. */
const opened = new WeakMap<Kernel['database'], { parts: ReplayParts; progress: Map<string, Progress> }>();

const openedOf = ({ database }: Pick<Kernel, 'database'>) => {
  const it = opened.get(database);
  if (it === undefined) throw new Error('Open the replays before they are run.');
  return it;
};

/**
 * Has all deliveries that are kept of a source read again, as a task: with the adapters, rules and catalog as they stand at
 * `position` at least. Answers its id.
 */
export const askReplay = async (
  log: Kernel['log'],
  caller: Caller,
  source: string,
  position: number,
): Promise<{ readonly id: string; readonly position: number }> => {
  const id = `rpl_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const asked: ReplayAsked = { type: 'ReplayAsked', data: { replay: id, source } };
  const payload: Payload = { replay: id, source, position };
  const appended = await log.append({
    org: caller.org,
    stream: replayStream(id),
    facts: [asked],
    actor: caller.subject,
    // Two at once would write every correction twice.
    tasks: [{ topic, payload, org: caller.org, exclusive: `replay ${source}` }],
  });
  return { id, position: 'lastPos' in appended ? appended.lastPos : position };
};

const renewEveryMs = 10_000;

const run = async (kernel: Kernel, { org, payload, signal, renew }: RunningTask<Payload>): Promise<void> => {
  const { parts, progress } = openedOf(kernel);
  const { replay: id, source, position } = payload;
  const say = (fact: ReplayFact) =>
    kernel.log.append({ org, stream: replayStream(id), facts: [fact], actor: 'nightjar' });
  const mine: Progress = { done: 0, of: 0 };
  progress.set(id, mine);
  const renewing = setInterval(() => void renew().catch(() => {}), renewEveryMs);
  try {
    await parts.informed(position);
    const reader = parts.reader(source);
    if (reader === undefined) throw new Error(`Nothing reads ${source}.`);
    const done = await replay(kernel, reader, new Date(0), {
      org,
      locate: parts.locate,
      progress: (so, of) => {
        // Another attempt may run from here on.
        signal.throwIfAborted();
        mine.done = so;
        mine.of = of;
      },
    });
    await say({ type: 'ReplayEnded', data: { replay: id, ...done } });
  } catch (error) {
    if (!signal.aborted) {
      const why = error instanceof Error ? error.message.slice(0, 300) : 'It failed.';
      await say({ type: 'ReplayFailed', data: { replay: id, why } });
    }
    throw error;
  } finally {
    clearInterval(renewing);
    progress.delete(id);
  }
};

const stateOf = (
  id: string,
  recorded: readonly Recorded[],
  now: Progress | undefined,
): ReplayState | null => {
  const [first, last] = [recorded[0], recorded.at(-1)] as unknown as [ReplayFact?, ReplayFact?];
  if (first?.type !== 'ReplayAsked' || last === undefined) return null;
  const { source } = first.data;
  const is = {
    id,
    source,
    at: recorded[0]?.recordedAt.toISOString() ?? '',
    done: null,
    of: null,
    why: null,
    replayed: null,
  };
  if (last.type === 'ReplayEnded') {
    const { replay: _, ...replayed } = last.data;
    return { ...is, state: 'done', done: replayed.deliveries, of: replayed.deliveries, replayed };
  }
  if (now !== undefined) return { ...is, state: 'running', ...now };
  if (last.type === 'ReplayFailed') return { ...is, state: 'failed', why: last.data.why };
  return { ...is, state: 'waiting' };
};

const routes = (http: Http, kernel: Kernel): void => {
  const schema = {
    summary: 'How far the deliveries of a source have been read again',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: ReplayState },
  };
  const asking = {
    summary: 'Read the deliveries that are kept of a source again, as everything stands now',
    body: Type.Object({ source: Type.String({ maxLength: 200 }) }),
    response: { 202: Type.Object({ id: Type.String(), position: Type.Integer() }) },
  };
  http.post(
    '/api/v1/replays',
    { config: { right: 'admin' }, schema: asking },
    async ({ caller, body }, reply) => {
      const { source } = body;
      if (openedOf(kernel).parts.reader(source) === undefined)
        throw refused('source.unknown', { detail: `Nothing reads ${JSON.stringify(source.slice(0, 100))}.` });
      return reply.code(202).send(await askReplay(kernel.log, caller, source, await kernel.log.head()));
    },
  );
  http.get(
    '/api/v1/replays/:id',
    { config: { right: 'read' }, schema },
    async ({ caller, params: { id } }) => {
      const facts = await kernel.log.stream(caller.org, replayStream(id));
      const state = stateOf(id, facts, openedOf(kernel).progress.get(id));
      if (state === null) throw refused('source.no-replay', { detail: `There is no replay ${id}.` });
      return state;
    },
  );
};

const topics = (kernel: Kernel): Topic[] => [
  { name: topic, run: (task: RunningTask<Payload>) => run(kernel, task), maxRunning: 2 },
];

/** Reading what is kept again, with progress that can be looked at. */
export const replays = {
  ...domain({ name: 'replays', routes, topics }),
  open: ({ database }: Pick<Kernel, 'database'>, parts: ReplayParts): void => {
    opened.set(database, { parts, progress: new Map() });
  },
};
