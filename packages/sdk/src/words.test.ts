import * as server from '@nightjar/server/change/observation';
import { expect, test } from 'vitest';
import { kinds, phases } from './words.ts';

test('the words of the client are those of the server, in its order', () => {
  expect([kinds, phases]).toEqual([server.kinds, server.phases]);
});
