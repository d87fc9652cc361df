import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import type { Followed } from './follow.ts';
import { aChange, json, type StandIn, standIn } from './testing/stand-in.ts';

const opened = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });

const message = (id: string, event = 'change'): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(aChange({ id: `chg_${id}`, title: 'Größe 変更' }))}\n\n`;

/** Listens until `enough`, and says what was heard: ids, and the names of other messages. */
const listen = async (
  server: StandIn,
  enough: (heard: string[]) => boolean,
  options: Parameters<ReturnType<typeof connect>['changes']['follow']>[0] = {},
): Promise<string[]> => {
  const heard: string[] = [];
  const say = (it: Followed): string => (it.is === 'change' ? it.id : it.is);
  for await (const it of connect({ url: server.url }).changes.follow(options)) {
    heard.push(say(it));
    if (enough(heard)) break;
  }
  return heard;
};

test('a line cut in the middle of a message resumes after the last whole one', async () => {
  await using server = await standIn((heard, response) => {
    if (heard.headers['last-event-id'] === '1-2') return void opened(response).write(message('1-3'));
    opened(response).write(`retry: 20\n\n${message('1-1')}${message('1-2')}${message('1-3').slice(0, 40)}`);
    setTimeout(() => response.destroy(), 20);
  });
  const heard = await listen(server, (so) => so.includes('1-3'), { q: 'env:prod' });
  expect(heard).toEqual(['open', '1-1', '1-2', 'lost', 'open', '1-3']);
  expect(server.heard.map((one) => one.query.get('q'))).toEqual(['env:prod', 'env:prod']);
});

test('an id that comes alone is where a quiet follower resumes', async () => {
  await using server = await standIn((heard, response) => {
    if (heard.headers['last-event-id'] === '1-40') return void opened(response).write(message('1-41'));
    opened(response).write('retry: 20\n\nid: 1-40\n\n');
    setTimeout(() => response.end(), 20);
  });
  expect(await listen(server, (so) => so.includes('1-41'))).toEqual(['open', 'lost', 'open', '1-41']);
});

test('a message that arrives byte by byte is one message', async () => {
  await using server = await standIn(async (_, response) => {
    opened(response);
    for (const byte of Buffer.from(message('1-1'))) {
      response.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
  });
  const [, change] = await Array.fromAsync(
    (async function* () {
      for await (const it of connect({ url: server.url }).changes.follow()) {
        yield it;
        if (it.is === 'change') return;
      }
    })(),
  );
  expect(change).toMatchObject({ is: 'change', id: '1-1', change: { title: 'Größe 変更' } });
});

test('after a reset the place before it is forgotten', async () => {
  await using server = await standIn((heard, response) => {
    if (heard.headers['last-event-id'] === '1-9')
      opened(response).end('retry: 20\nevent: reset\ndata: {}\n\n');
    else opened(response).write(message('2-1'));
  });
  const heard = await listen(server, (so) => so.includes('2-1'), { lastEventId: '1-9' });
  expect(heard).toEqual(['open', 'reset', 'lost', 'open', '2-1']);
  expect(server.heard.map((one) => one.headers['last-event-id'])).toEqual(['1-9', undefined]);
});

test('a change that was none is withdrawn, and an event nobody knows is passed over', async () => {
  await using server = await standIn((_, response) => {
    opened(response).write(
      'id: 1-1\nevent: new\ndata: ?\n\nid: 1-2\nevent: withdrawn\ndata: {"id":"chg_9"}\n\n',
    );
  });
  for await (const heard of connect({ url: server.url }).changes.follow())
    if (heard.is !== 'open') {
      expect(heard).toEqual({ is: 'withdrawn', id: '1-2', change: 'chg_9' });
      break;
    }
});

test('a change that matches no more has left', async () => {
  await using server = await standIn((_, response) => {
    opened(response).write('id: 1-3\nevent: left\ndata: {"id":"chg_9"}\n\n');
  });
  for await (const heard of connect({ url: server.url }).changes.follow())
    if (heard.is !== 'open') {
      expect(heard).toEqual({ is: 'left', id: '1-3', change: 'chg_9' });
      break;
    }
});

test('a line gone silent is taken for dead, heartbeats keep it alive', async () => {
  await using server = await standIn((_, response) => {
    opened(response).write('retry: 20\n\n');
    if (server.heard.length > 1) return;
    let beats = 0;
    const beat = setInterval(
      () => (++beats < 8 ? response.write(': still here\n\n') : clearInterval(beat)),
      40,
    );
  });
  const before = Date.now();
  const heard = await listen(server, (so) => so.includes('lost'), { silenceMs: 120 });
  expect(heard).toEqual(['open', 'lost']);
  expect(Date.now() - before).toBeGreaterThan(350);
});

test('a filter that is refused ends the following, a busy server does not', async () => {
  await using refusing = await standIn((_, response) =>
    json(response, 400, { code: 'query.invalid', offset: 4 }),
  );
  await expect(listen(refusing, () => false)).rejects.toMatchObject({ code: 'query.invalid', offset: 4 });
  await using busy = await standIn((_, response) => {
    if (busy.heard.length < 2) json(response, 503, { code: 'feed.busy' });
    else opened(response).write(message('1-1'));
  });
  expect(await listen(busy, (so) => so.includes('1-1'))).toEqual(['lost', 'open', '1-1']);
});

test('a page where a stream should be is said at once', async () => {
  await using server = await standIn((_, response) => void response.end('<html>'));
  await expect(listen(server, () => false)).rejects.toThrow('not text/event-stream');
});

test('a message that is not JSON costs the line, not what came before it', async () => {
  await using server = await standIn((heard, response) => {
    if (heard.headers['last-event-id'] !== undefined) return void opened(response).write(message('1-3'));
    opened(response).write(`retry: 20\n\n${message('1-1')}id: 1-2\nevent: change\ndata: {"id\n\n`);
  });
  const heard = await listen(server, (so) => so.includes('1-3'));
  expect(heard).toEqual(['open', '1-1', 'lost', 'open', '1-3']);
});

test('following ends without a word when it is called off, and hangs up', async () => {
  let hungUp = false;
  await using server = await standIn((_, response) => {
    opened(response).write(message('1-1'));
    response.on('close', () => {
      hungUp = true;
    });
  });
  const off = new AbortController();
  const heard = await listen(
    server,
    (so) => {
      if (so.includes('1-1')) off.abort();
      return false;
    },
    { signal: off.signal },
  );
  expect(heard).toEqual(['open', '1-1']);
  await expect.poll(() => hungUp).toBe(true);
});
