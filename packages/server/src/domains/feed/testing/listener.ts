import { get, type IncomingMessage } from 'node:http';

type Heard = {
  readonly id: string;
  readonly event: string;
  readonly data: { [field: string]: unknown };
};

/** A client of the stream: keeps the events it hears, and the last id. `pause` stops it from reading its socket. */
export const listener = async (
  url: string,
  {
    query = '',
    view = 'all',
    lastId,
    right = 'read',
  }: { query?: string; view?: string; lastId?: string; right?: string } = {},
) => {
  const heard: Heard[] = [];
  let last = lastId;
  let rest = '';
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${right}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    };
    get(
      `${url}/api/v1/changes/stream?view=${view}&q=${encodeURIComponent(query)}`,
      { headers, agent: false },
      resolve,
    ).on('error', reject);
  });
  answer.on('error', () => {});
  answer.setEncoding('utf8').on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const id = field('id');
      if (id !== undefined) last = id;
      const data = field('data');
      if (data !== undefined)
        heard.push({ id: id ?? '', event: field('event') ?? '', data: JSON.parse(data) });
    }
  });
  return {
    heard,
    status: answer.statusCode,
    headers: answer.headers,
    lastId: () => last,
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    /** Waits until `count` events were heard. */
    until: async (count: number, withinMs = 10_000): Promise<void> => {
      const began = performance.now();
      while (heard.length < count) {
        if (performance.now() - began > withinMs)
          throw new Error(`Heard ${heard.length} of ${count} events in ${withinMs} ms.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: () => answer.destroy(),
  };
};
