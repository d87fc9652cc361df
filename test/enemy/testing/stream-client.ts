import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

type Message = { readonly id: string; readonly event: string };

/**
 * A client of the stream that comes back with the last id it saw, whenever it or the server hangs up, as a browser's
 * EventSource does; `cut` hangs up.
 */
export const streamClient = (url: () => string, headers: Readonly<Record<string, string>>, from: string) => {
  const heard: Message[] = [];
  let last = from;
  let ended = false;
  let current: IncomingMessage | undefined;

  const connect = (): Promise<void> =>
    new Promise((resolve) => {
      const request = get(
        `${url()}/api/v1/changes/stream`,
        { agent: false, headers: { ...headers, 'last-event-id': last } },
        (answer) => {
          current = answer;
          let rest = '';
          answer.setEncoding('utf8').on('data', (text: string) => {
            const blocks = (rest + text).split('\n\n');
            rest = blocks.pop() ?? '';
            for (const block of blocks) {
              const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
              const id = field('id');
              if (id === undefined) continue;
              last = id;
              if (field('data') !== undefined) heard.push({ id, event: field('event') ?? 'message' });
            }
          });
          answer.on('error', () => {});
          answer.on('close', resolve);
        },
      );
      request.on('error', () => resolve());
    });

  const running = (async () => {
    while (!ended) {
      await connect();
      current = undefined;
      await sleep(20);
    }
  })();

  return {
    heard,
    cut: () => void current?.destroy(),
    end: async () => {
      ended = true;
      current?.destroy();
      await running;
    },
  };
};
