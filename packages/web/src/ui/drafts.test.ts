import { beforeEach, expect, test, vi } from 'vitest';
import { anyDraft, draftOf, draftsBelongTo, dropDraft, forgetDrafts, noteDraft } from './drafts.ts';

/** As a browser's: the keys are its own properties. */
const storage = (): Storage => {
  const it = Object.create({
    getItem: (key: string) => (Object.hasOwn(it, key) ? it[key] : null),
    setItem: (key: string, value: string) => {
      it[key] = value;
    },
    removeItem: (key: string) => {
      delete it[key];
    },
  });
  return it;
};
beforeEach(() => {
  vi.stubGlobal('sessionStorage', storage());
  forgetDrafts();
  return () => vi.unstubAllGlobals();
});

test('what was typed is there again, until it was sent', () => {
  noteDraft('owner pricing', 'team:money');
  expect([draftOf('owner pricing'), anyDraft()]).toEqual(['team:money', true]);
  dropDraft('owner pricing');
  expect([draftOf('owner pricing'), anyDraft()]).toEqual([null, false]);
});

test('a secret is on no disk', () => {
  noteDraft('secret github', 's3cret', true);
  expect(draftOf('secret github')).toBe('s3cret');
  expect(JSON.stringify(sessionStorage)).not.toContain('s3cret');
});

test('the same person finds it after signing in again, another finds nothing', () => {
  draftsBelongTo('person:ana');
  noteDraft('a', 'typed by Ana');
  noteDraft('b', 'a secret', true);
  draftsBelongTo('person:ana');
  expect([draftOf('a'), draftOf('b')]).toEqual(['typed by Ana', 'a secret']);
  draftsBelongTo('person:ben');
  expect([draftOf('a'), draftOf('b')]).toEqual([null, null]);
});

test('where storage is forbidden the form works all the same', () => {
  vi.stubGlobal('sessionStorage', undefined);
  noteDraft('a', 'x');
  expect(draftOf('a')).toBeNull();
  draftsBelongTo('person:ana');
});
