import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { GarbledError, ProblemError, UnreachableError } from './failure.ts';
import { type Answer, json, standIn } from './testing/stand-in.ts';

/** The ids of the cases that came, and what ended them. */
const heard = async (answer: Answer, signal?: AbortSignal) => {
  await using server = await standIn(answer);
  const ids: string[] = [];
  try {
    for await (const one of connect({ url: server.url }).diagnoses.cases({ judged: true, signal }))
      ids.push(one.diagnosis);
    return { ids, error: null, heard: server.heard };
  } catch (error) {
    return { ids, error, heard: server.heard };
  }
};

test('lines come one after another, wherever the network cuts them', async () => {
  const text = Buffer.from('{"diagnosis":"één"}\n\n{"diagnosis":"dgn_2"}\n{"diagnosis":"dgn_3"}');
  const { ids, heard: asked } = await heard(async (_, response) => {
    for (const byte of text) {
      response.write(Buffer.of(byte));
      if (byte > 127) await sleep(5);
    }
    response.end();
  });
  expect(ids).toEqual(['één', 'dgn_2', 'dgn_3']);
  expect(asked.map(({ path, query }) => `${path}?${query}`)).toEqual(['/api/v1/diagnoses/cases?judged=true']);
});

test('what was heard before it broke was heard, and how it broke is told', async () => {
  const garbled = await heard((_, response) => void response.end('{"diagnosis":"dgn_1"}\n<html>\n'));
  expect(garbled).toMatchObject({ ids: ['dgn_1'], error: expect.any(GarbledError) });
  const cut = await heard((_, response) => {
    response.write('{"diagnosis":"dgn_1"}\n{"diag', () => response.destroy());
  });
  expect(cut.error).toBeInstanceOf(UnreachableError);
  const refused = await heard((_, response) =>
    json(response, 403, { code: 'access.forbidden', status: 403 }),
  );
  expect(refused).toMatchObject({ ids: [], error: expect.any(ProblemError) });
  const off = await heard(async () => {}, AbortSignal.timeout(50));
  expect(off.error).toMatchObject({ name: 'TimeoutError' });
});
