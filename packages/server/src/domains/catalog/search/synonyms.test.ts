import { readSettings } from '@nightjar/kernel/config/settings';
import { expect, test } from 'vitest';
import { table } from '../../../settings.ts';
import { synonyms } from './synonyms.ts';

test('each word of a group stands for every other', () => {
  expect(synonyms.of('pg=postgres, PostgreSQL; k8s=kubernetes;')).toEqual(
    new Map([
      ['pg', ['postgres', 'postgresql']],
      ['postgres', ['pg', 'postgresql']],
      ['postgresql', ['pg', 'postgres']],
      ['k8s', ['kubernetes']],
      ['kubernetes', ['k8s']],
    ]),
  );
  expect(synonyms.of('a=b;b=c')?.get('b')).toEqual(['a', 'c']);
  expect(synonyms.of('')).toEqual(new Map());
});

test.each(['pg', 'pg=', '=postgres', 'pg=a=b', 'pg=two words', 'pg=a,,b'])('%s is no group', (text) => {
  expect(synonyms.of(text)).toBeUndefined();
});

test('a start with synonyms that cannot be read says how they are written', () => {
  expect(() => readSettings(table, { NIGHTJAR_SYNONYMS: 'pg' })).toThrow(/NIGHTJAR_SYNONYMS.*pg=postgres/s);
});
