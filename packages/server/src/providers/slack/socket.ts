import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeClient } from '@slack/socket-mode';
import { textAt } from '../../sources/json.ts';
import { type Ears, type Trouble, Unsaid } from '../provider.ts';
import { clientOptions, noLog, unsaidOf } from './api.ts';
import { type Hearing, hearAction, hearCommand, hearEvent } from './hear.ts';
import { heardOnce } from './heard-once.ts';

type SocketOptions = Hearing & {
  readonly appToken: string;
  /** Of the first wait for another connection; each failure doubles it. */
  readonly firstWaitMs: number;
};

/** From the asking for an address to Slack's hello. */
const helloMs = 15_000;
const longestWaitMs = 60_000;
const heldMs = 10_000;

const isRefused = (error: unknown): boolean => error instanceof Unsaid && error.because.is === 'refused';

/** The token that Slack speaks of here is the one of the app. */
const troubleOf = (error: unknown): Trouble =>
  error instanceof Unsaid && error.because.is === 'refused'
    ? {
        code: error.because.trouble.code,
        says: 'Slack does not accept NIGHTJAR_SLACK_APP_TOKEN: buttons and commands are not heard.',
      }
    : { code: 'unreachable', says: 'No connection to Slack holds: buttons and commands are not heard.' };

/** An envelope as Slack's client hands it over. `ack` tells Slack that it need not be sent again. */
type Envelope = {
  readonly type: string;
  readonly envelope_id: string;
  readonly body: unknown;
  readonly ack: (answer?: object) => Promise<void>;
};

/**
 * Socket Mode (docs.slack.dev): a connection that we open, for those whom Slack cannot reach. The client opens each connection, and we
 * open the next: when it does so itself, a failure to ask for the address ends the process, for nobody catches it.
 */
export const listenBy = (ears: Ears, options: SocketOptions): { readonly close: () => Promise<void> } => {
  const { appToken, fetch, apiUrl, firstWaitMs, ...more } = options;
  const hearing: Hearing = { ...more, fetch, apiUrl };
  const closing = new AbortController();
  const isNew = heardOnce();

  const hear = async ({ type, envelope_id: id, body, ack }: Envelope): Promise<void> => {
    if (type === 'interactive') {
      // Not acknowledged where it could not be kept: the person sees that it did not work.
      await hearAction(body, ears, hearing);
      await ack();
      return;
    }
    await ack();
    if (!isNew(textAt(body, 'event_id') ?? id)) return;
    if (type === 'slash_commands') await hearCommand(body, ears, hearing);
    if (type === 'events_api') await hearEvent(body, ears);
  };

  const connect = async (): Promise<SocketModeClient> => {
    const { SocketModeClient: Client } = await import('@slack/socket-mode');
    const client = new Client({
      appToken,
      autoReconnectEnabled: false,
      logger: noLog,
      clientOptions: clientOptions(apiUrl, fetch),
    });
    client.on('slack_event', (envelope: Envelope) => {
      hear(envelope).catch((error: unknown) =>
        ears.log.warn(
          { kind: error instanceof Error ? error.name : 'unknown' },
          'something that Slack sent was not heard',
        ),
      );
    });
    const patience = AbortSignal.any([closing.signal, AbortSignal.timeout(helloMs)]);
    const late = new Promise<never>((_, reject) =>
      patience.addEventListener('abort', () => reject(new Unsaid('Slack does not say hello')), {
        once: true,
      }),
    );
    try {
      await Promise.race([client.start(), late]);
      return client;
    } catch (error) {
      leave(client);
      throw error instanceof Unsaid ? error : unsaidOf(error);
    }
  };

  const leave = (client: SocketModeClient): void => {
    client.disconnect().catch(() => {});
  };

  /** One connection, from its hello to its end. Slack ends each after some hours, and says so before. */
  const attend = async (): Promise<void> => {
    const client = await connect();
    say(null);
    const over = new Promise<void>((resolve) => {
      client.once('disconnected', () => resolve());
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await over;
    leave(client);
  };

  const waitOf = (error: unknown, failures: number): number => {
    const because = error instanceof Unsaid ? error.because : null;
    if (because?.is === 'limited') return because.afterMs;
    if (because?.is === 'refused') return longestWaitMs;
    return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
  };

  /** What is recorded of the connection; where that fails, the next failure or the next hello is recorded. */
  const say = (trouble: Trouble | null): void => {
    ears.connected(trouble).catch(() => {});
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!closing.signal.aborted) {
      const began = performance.now();
      let error: unknown = null;
      try {
        await attend();
      } catch (thrown) {
        error = thrown;
      }
      if (closing.signal.aborted) return;
      // One that held is followed by the next at once; one that was cut again and again is not asked for without a rest.
      const held = error === null && performance.now() - began > heldMs;
      failures = held ? 0 : failures + 1;
      if (failures === 3 || isRefused(error)) say(troubleOf(error));
      if (failures === 3)
        ears.log.warn(
          { why: error instanceof Error ? error.message : '' },
          'Slack is not heard: no connection',
        );
      if (!held)
        await sleep(waitOf(error, failures - 1), undefined, { signal: closing.signal }).catch(() => {});
    }
  };
  const running = run();

  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
};
