import { expect, test } from 'vitest';
import { change } from '../testing/changes.ts';
import { type Feed, feedAfter, type Happening, newFeed } from './feed.ts';

const after = (feed: Feed, ...happenings: readonly Happening[]): Feed => happenings.reduce(feedAfter, feed);
const page = (...ids: readonly string[]) => ({
  changes: ids.map((id, index) => change(id, 100 - index)),
  next: null,
  position: 10,
  stale: false,
  follow: '1-10',
});
const heard = (id: string, at = 200, q = ''): Happening => ({
  is: 'heard',
  q,
  heard: [{ change: change(id, at), position: 20 }],
  now: 2,
});
const shown = (feed: Feed): string =>
  feed.lines === null ? 'nothing' : [...feed.lines.shown].map((it) => it.id).join(' ');

test('what is heard before the first page has come is not lost', () => {
  const feed = after(newFeed({ q: '', view: 'all' }), heard('new'), {
    is: 'answered',
    q: '',
    page: page('b', 'a'),
    now: 1,
  });
  expect(shown(feed)).toBe('new b a');
});

test('the answer to a filter that is no longer asked is thrown away', () => {
  const feed = after(
    newFeed({ q: 'old', view: 'all' }),
    { is: 'asked', q: 'new', view: 'all' },
    { is: 'answered', q: 'old', page: page('b'), now: 1 },
    heard('x', 200, 'old'),
  );
  expect([shown(feed), feed.current]).toEqual(['nothing', false]);
});

test('the lines of the filter before stay until the new ones are there, and never mix with them', () => {
  const one = after(
    newFeed({ q: '', view: 'all' }),
    { is: 'answered', q: '', page: page('b', 'a'), now: 1 },
    { is: 'asked', q: 'x', view: 'all' },
  );
  expect([shown(one), one.current]).toEqual(['b a', false]);
  const two = after(one, heard('n', 200, 'x'), { is: 'answered', q: 'x', page: page('k'), now: 2 });
  expect([shown(two), two.current]).toEqual(['n k', true]);
});

test('a filter that is refused says why and leaves the lines', () => {
  const trouble = { is: 'filter', says: 'There is no field servce.', offset: 0 } as const;
  const feed = after(
    newFeed({ q: '', view: 'all' }),
    { is: 'answered', q: '', page: page('a'), now: 1 },
    { is: 'asked', q: 'servce:x', view: 'all' },
    { is: 'refused', trouble },
  );
  expect([shown(feed), feed.current, feed.trouble]).toEqual(['a', false, trouble]);
});

test('lines that waited come in as soon as the reader is back at the top', () => {
  const feed = after(
    newFeed({ q: '', view: 'all' }),
    { is: 'answered', q: '', page: page('a'), now: 1 },
    { is: 'held', held: true },
    heard('n'),
  );
  expect([shown(feed), feed.lines?.waiting.length]).toEqual(['a', 1]);
  expect(shown(after(feed, { is: 'held', held: false }))).toBe('n a');
});

test('in a flood what comes while the reader is at work waits, and comes in with what is heard once the hands are still', () => {
  const feed = after(newFeed({ q: '', view: 'all' }), { is: 'answered', q: '', page: page('a'), now: 1 }, {
    ...heard('n'),
    aside: true,
  } as Happening);
  expect([shown(feed), feed.lines?.waiting.length]).toEqual(['a', 1]);
  const still = after(feed, heard('o', 201));
  expect([shown(still), still.lines?.waiting.length]).toEqual(['o n a', 0]);
  expect(shown(after(feed, { is: 'heard', q: '', heard: [], now: 3 }))).toBe('n a');
  const closed = after(feed, { is: 'held', held: true }, { is: 'held', held: false });
  expect(shown(closed)).toBe('a');
  expect(shown(after(closed, { is: 'released' }))).toBe('n a');
});

test('what was corrected in its place while the reader was at work is put in order afterwards, and nothing slides', () => {
  const feed = after(newFeed({ q: '', view: 'all' }), {
    is: 'answered',
    q: '',
    page: page('a', 'b'),
    now: 1,
  });
  const busy = after(feed, { ...heard('b', 300), aside: true } as Happening, { is: 'faded' });
  expect(shown(busy)).toBe('a b');
  const still = after(busy, { is: 'heard', q: '', heard: [], now: 9 });
  expect([shown(still), still.asOf, still.lines?.arrived.size]).toEqual(['b a', 2, 0]);
  expect(shown(after(still, heard('n', 250)))).toBe('b n a');
});

test('where no line stands, the first is shown though the reader is at work', () => {
  const none = after(newFeed({ q: '', view: 'all' }), { is: 'answered', q: '', page: page(), now: 1 });
  const first = after(none, { ...heard('n'), aside: true } as Happening);
  expect([shown(first), first.aside]).toEqual(['n', false]);
});

test('what is asked anew begins with nothing aside', () => {
  const busy = after(newFeed({ q: '', view: 'all' }), { is: 'answered', q: '', page: page('a'), now: 1 }, {
    ...heard('n'),
    aside: true,
  } as Happening);
  expect([busy.aside, after(busy, { is: 'asked', q: '', view: 'quiet' }).aside]).toEqual([true, false]);
});

test('a cut line says since when, and goes on saying so while it is tried again', () => {
  const feed = after(
    newFeed({ q: '', view: 'all' }),
    { is: 'opened', now: 1 },
    { is: 'lost', now: 5 },
    { is: 'lost', now: 9 },
  );
  expect(feed.live).toEqual({ is: 'lost', since: 5 });
});

test('after a reset of the log the page is believed alone: changes that are gone vanish', () => {
  const feed = after(
    newFeed({ q: '', view: 'all' }),
    { is: 'answered', q: '', page: page('b', 'a'), now: 1 },
    { is: 'reset' },
    { is: 'answered', q: '', page: page('a'), now: 2 },
  );
  expect(shown(feed)).toBe('a');
});

test('what left the filter before the page came is not on it, unless the page was read later', () => {
  const left = (position: number): Happening => ({ is: 'left', q: '', left: { id: 'b', position } });
  const answer: Happening = { is: 'answered', q: '', page: page('b', 'a'), now: 1 };
  expect(shown(after(newFeed({ q: '', view: 'all' }), left(11), answer))).toBe('a');
  expect(shown(after(newFeed({ q: '', view: 'all' }), left(9), answer))).toBe('b a');
});

test('a line that left goes at once where nobody reads, and stays until the reader is done', () => {
  const left: Happening = { is: 'left', q: '', left: { id: 'b', position: 11 } };
  const feed = after(newFeed({ q: '', view: 'all' }), {
    is: 'answered',
    q: '',
    page: page('b', 'a'),
    now: 1,
  });
  expect(shown(after(feed, left, { is: 'faded' }))).toBe('a');
  const reading = after(feed, { is: 'held', held: true }, left, { is: 'faded' });
  expect([shown(reading), shown(after(reading, { is: 'held', held: false }))]).toEqual(['b a', 'a']);
});
