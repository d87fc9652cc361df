import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { instant } from '../change/instant.ts';
import type { Desk } from './desk.ts';
import { readerNamed } from './readers.ts';
import { refused } from './refusals.ts';
import { replay } from './replay.ts';
import type { Reader } from './source.ts';
import { ReplayAnswer, ReplayRequest } from './wire.ts';

const sinceOf = (text: string | undefined): Date => {
  if (text === undefined) return new Date(0);
  const moment = instant(text);
  if (moment === null) throw refused('source.since', { pointer: '/since' });
  return new Date(moment);
};

/** `POST /api/v1/sources/<source>/replay`: answers when all is read. A caller that leaves before then ends nothing. */
export const replayRoute = (
  http: Http,
  kernel: Pick<Kernel, 'log' | 'database'>,
  readers: readonly Reader[],
  { locate, custom }: Pick<Desk, 'locate' | 'custom'>,
): void => {
  const running = new Set<string>();
  const schema = {
    params: Type.Object({ source: Type.String() }),
    body: ReplayRequest,
    response: { 200: ReplayAnswer },
  };
  http.post(
    '/api/v1/sources/:source/replay',
    { config: { right: 'admin' }, schema },
    async ({ params, body, caller }) => {
      const reader = readerNamed(readers, custom, params.source);
      if (reader === undefined) {
        const names = readers.map(({ name }) => name).join(', ');
        throw refused('source.unknown', { detail: `No source has this name; there are ${names}.` });
      }
      const since = sinceOf(body.since);
      const one = `${caller.org} ${reader.name}`;
      if (running.has(one)) throw refused('source.replay-running');
      running.add(one);
      try {
        return await replay(kernel, reader, since, { org: caller.org, locate });
      } finally {
        running.delete(one);
      }
    },
  );
};
