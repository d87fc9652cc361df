import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';

const context = { source: 'api', receivedAt: new Date('2026-03-01T02:50:00.000Z'), key: () => 'random' };
const said = { title: 'x', services: ['a'] };
const many = <Value>(count: number, make: (n: number) => Value) =>
  Array.from({ length: count }, (_, n) => make(n));
const tags = (count: number, value = 'v') => Object.fromEntries(many(count, (n) => [`t${n}`, value]));
const links = (count: number) => many(count, (n) => ({ label: 'l', url: `https://a.example/${n}` }));

test.each([
  [{ ...said, extra: { log: 'x'.repeat(70_000) } }, '/extra'],
  [{ ...said, novel: 'x'.repeat(70_000) }, '/extra'],
  [{ ...said, tags: tags(101) }, '/tags'],
  [{ ...said, tags: tags(100, '変'.repeat(500)), extra: { a: 1 } }, '/tags'],
  [{ ...said, links: links(101) }, '/links'],
  [{ ...said, services: many(501, (n) => `s${n}`) }, '/services'],
])('more than a fact may hold is refused with its place (case %#)', (reported, pointer) => {
  expect(normalise(reported, context)).toMatchObject({ ok: false, pointer });
});

test('of a sender who cannot mend it what fits is kept, and the rest is named', () => {
  const reported = {
    ...said,
    links: links(130),
    services: many(250, (n) => `s${n}`),
    tags: tags(150, '変'.repeat(500)),
    extra: { small: 1, log: 'x'.repeat(70_000), after: 2 },
  };
  const made = normalise(reported, { ...context, tooMuch: 'cut' });
  if (!made.ok) throw new Error(made.message);
  const { observation: it } = made;
  expect([it.links.length, it.services.length]).toEqual([100, 200]);
  expect(Object.keys(it.tags).length).toBeGreaterThan(10);
  expect(it.extra).toMatchObject({ small: 1, after: 2 });
  expect(it.extra['leftOut']).toMatch(/^Too much to keep: 50 services, 30 links, tag t/);
  expect(Buffer.byteLength(JSON.stringify([it.tags, it.extra]))).toBeLessThan(65_536);
});

test('what is within the bounds is kept whole', () => {
  const made = normalise(
    { ...said, tags: tags(100), extra: { log: 'x'.repeat(60_000) } },
    { ...context, tooMuch: 'cut' },
  );
  expect(made).toMatchObject({ ok: true, observation: { extra: { log: 'x'.repeat(60_000) } } });
});
