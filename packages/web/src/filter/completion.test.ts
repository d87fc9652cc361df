import { expect, test } from 'vitest';
import { fieldsWith } from '../feed/filter/fields.ts';
import { change } from '../testing/changes.ts';
import { optionsAt, taken } from './completion.ts';

const fields = fieldsWith([
  change('a', 1, { services: ['pricing', 'cart'] }),
  change('b', 2, { services: ['pricing'], environment: 'blue green' }),
]);

/** The caret stands at the bar. */
const at = (marked: string) => {
  const caret = marked.indexOf('|');
  return { text: marked.replace('|', ''), caret };
};
const offered = (marked: string): string[] => {
  const { text, caret } = at(marked);
  return optionsAt(text, caret, fields).map((it) => it.label);
};
const take = (marked: string, label: string): string => {
  const { text, caret } = at(marked);
  const option = optionsAt(text, caret, fields).find((it) => it.label === label);
  if (option === undefined) return `no ${label}`;
  const next = taken(text, option);
  return `${next.text.slice(0, next.caret)}|${next.text.slice(next.caret)}`;
};

test('an empty box offers the fields, a begun name those that begin so', () => {
  expect(offered('|').slice(0, 3)).toEqual(['service:', 'env:', 'kind:']);
  expect(offered('env:prod s|')).toEqual(['service:', 'status:', 'source:']);
  expect(offered('-A|')).toEqual(['actor:', 'after:']);
  expect(offered('timeout|')).toEqual([]);
});

test('after a colon the values that are on the page are offered, most frequent first', () => {
  expect(offered('service:|')).toEqual(['pricing', 'cart']);
  expect(offered('status:f|')).toEqual(['failed', 'finished']);
  expect(offered('kind:deploy,fl|')).toEqual(['flag']);
  expect(offered('nonsense:|')).toEqual([]);
});

test('a value that is written whole is not offered again', () => {
  expect(offered('kind:flag|')).toEqual([]);
});

test('what is taken replaces what was begun and nothing else', () => {
  expect(take('-act| env:prod', 'actor:')).toBe('-actor:| env:prod');
  expect(take('service:pri|', 'pricing')).toBe('service:pricing |');
  expect(take('kind:deploy,f|,schema x', 'flag')).toBe('kind:deploy,flag|,schema x');
  expect(take('after:|', '-2h')).toBe('after:-2h |');
  expect(take('env:"bl|', '"blue green"')).toBe('env:"blue green" |');
});
