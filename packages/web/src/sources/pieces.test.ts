import { expect, test } from 'vitest';
import { hidden, piecesOf } from './pieces.ts';

const url = 'https://nightjar.example/hooks/github';

test('addresses and the secret are taken out of a sentence, without the punctuation around them', () => {
  expect(piecesOf(`Paste ${url}, then ({secret}) and save.`, url, 'a$&b')).toEqual([
    { text: 'Paste ', typed: false },
    { text: url, typed: true },
    { text: ', then (', typed: false },
    { text: 'a$&b', typed: true },
    { text: ') and save.', typed: false },
  ]);
  expect(piecesOf(`URL: ${url}?key={secret}`, url, 's3cret').at(-1)).toEqual({
    text: `${url}?key=s3cret`,
    typed: true,
  });
});

test('a secret that is not known any more is not offered to be copied', () => {
  expect(piecesOf('Secret: {secret}.', url, null)).toEqual([{ text: `Secret: ${hidden}.`, typed: false }]);
  expect(piecesOf('Add the webhook.', url, null)).toEqual([{ text: 'Add the webhook.', typed: false }]);
});
