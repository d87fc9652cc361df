import { expect, test } from 'vitest';
import { isShown, lookedAtInWords } from './looked-at.ts';

const feed = { query: 'env:prod', screen: 'feed', all: false } as const;

test('a view is what is looked at where screen, filter and way of telling are the same', () => {
  expect(isShown(feed, { ...feed, query: ' env:prod ' })).toBe(true);
  expect(isShown(feed, { ...feed, all: true })).toBe(false);
  expect(isShown(feed, { ...feed, screen: 'catalog' })).toBe(false);
  expect(isShown({ ...feed, screen: 'catalog' }, { ...feed, screen: 'catalog', all: true })).toBe(true);
});

test('what is saved is told in words', () => {
  expect(lookedAtInWords(feed)).toBe('In the feed, told in short');
  expect(lookedAtInWords({ ...feed, query: ' ', all: true })).toBe('All of every change, one by one');
  expect(lookedAtInWords({ ...feed, screen: 'catalog' })).toBe('In the catalog');
});
