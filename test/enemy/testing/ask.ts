import { Agent, request } from 'node:http';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};

export type Answered = {
  readonly status: number;
  readonly type: string;
  readonly retryAfter: string | undefined;
  readonly text: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends just these bytes: neither the path nor the body is mended on the way, as `fetch` would. */
export const ask = (url: string, { method, path, headers = {}, body }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const bytes = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const out = request(
      { agent, hostname, port, method, path, headers: { ...headers, ...bytes } },
      (answer) => {
        const type = answer.headers['content-type'] ?? '';
        const done = (text: string) =>
          resolve({ status: answer.statusCode ?? 0, type, retryAfter: answer.headers['retry-after'], text });
        if (type.startsWith('text/event-stream')) {
          // A stream has no end; that it began is its answer.
          answer.destroy();
          return done('');
        }
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
        answer.on('error', reject);
      },
    );
    out.on('error', reject);
    out.end(body);
  });

export const hangUp = (): void => agent.destroy();
