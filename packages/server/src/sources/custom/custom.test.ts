import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asSaid } from '../../change/located.ts';
import { readDelivery } from '../reading.ts';
import { proofContract } from '../testing/proof-contract.ts';
import { bounds } from './bounds.ts';
import { compile } from './compile.ts';
import { customSource } from './custom-source.ts';
import { fieldNames, type Mapping } from './fields.ts';

const mapping: Mapping = {
  when: "body.type == 'release'",
  key: "body.app + '/' + string(body.build)",
  kind: "'deploy'",
  phase: "body.state == 'ok' ? 'finished' : 'failed'",
  title: "'Release ' + body.app + ' ' + body.version",
  at: 'body.time',
  services: '[body.app]',
  hints: "{'github': body.repository}",
  environment: 'has(body.stage) ? body.stage : null',
  actor: 'body.who',
  version: 'body.version',
  link: 'body.url',
  tags: "{'build': body.build}",
};

const payload = {
  type: 'release',
  app: 'pricing',
  build: 12,
  version: 'v812',
  state: 'ok',
  time: 1_772_333_170,
  repository: 'acme/pricing',
  who: 'joey',
  url: 'https://ci.example/12',
};

const receivedAt = new Date('2026-03-01T02:50:00.000Z');

const sourceOf = (written: Mapping, now = () => 0) => {
  const made = compile(written, now);
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  return customSource({ name: 'ci', title: 'CI', published: { version: 1, compiled: made.compiled } });
};

const reading = (written: Mapping, body: unknown, headers = {}, now = () => 0) =>
  readDelivery(
    sourceOf(written, now),
    { delivery: 'd-1', event: 'json', receivedAt, body, headers },
    { org: 1, locate: asSaid, clockAheadMs: 0 },
  );

const faultsOf = (written: Mapping) => {
  const made = compile({ title: "'x'", ...written }, () => 0);
  return made.ok ? [] : made.faults;
};

proofContract({
  source: customSource({ name: 'ci', title: 'CI', published: null }),
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: [{ name: 'release', headers: {}, body: payload }],
});

test('a payload becomes the change that the mapping says', () => {
  expect(reading(mapping, payload).observed).toMatchObject([
    {
      observation: {
        source: 'custom/ci',
        key: 'pricing/12',
        kind: 'deploy',
        phase: 'finished',
        at: '2026-03-01T02:46:10.000Z',
        title: 'Release pricing v812',
        services: ['pricing'],
        environment: null,
        actor: { name: 'joey', kind: 'unknown' },
        version: 'v812',
        links: [{ label: 'link', url: 'https://ci.example/12' }],
        tags: { build: '12' },
      },
    },
  ]);
  expect(reading(mapping, { ...payload, type: 'ping' })).toMatchObject({ nothing: 'ignored' });
});

test('what tells of an alert is an alert', () => {
  const alert = {
    alert: 'true',
    key: 'body.id',
    title: 'body.name',
    state: 'body.s',
    severity: "'critical'",
  };
  expect(reading(alert, { id: 7, name: 'Disk full', s: 'resolved' }).alerts).toMatchObject([
    { observation: { key: '7', state: 'resolved', severity: 'critical', title: 'Disk full' } },
  ]);
});

test('headers that are kept may be looked at', () => {
  expect(
    reading({ title: "headers['x-event']" }, {}, { 'x-event': 'Deploy pricing' }).observed,
  ).toMatchObject([{ observation: { title: 'Deploy pricing' } }]);
});

test('a fault is found when the mapping is saved, at its place', () => {
  expect(faultsOf({ key: 'body.id +' })).toEqual([
    { field: 'key', offset: 8, says: expect.stringContaining('cannot be read') },
  ]);
  expect(faultsOf({ when: "'yes'" })).toEqual([
    { field: 'when', offset: 0, says: 'This is a text, and must be true or false.' },
  ]);
  expect(faultsOf({ services: "{'a': 1}" })[0]?.says).toBe(
    'This is a map, and must be a text or a list of texts.',
  );
  expect(faultsOf({ version: "body.a ? 'x' : [1]" })[0]?.says).toContain('This is a list');
  expect(faultsOf({ title: "'Deploy ' + app" })).toEqual([
    {
      field: 'title',
      offset: 12,
      says: 'There is no app: a payload is `body`, and its headers are `headers`.',
    },
  ]);
  expect(faultsOf({ title: 'body.l.map(x, x.size()).first()' })[0]?.says).toBe('There is no function first.');
  expect(faultsOf({ actor: 'body.app == body.app' })[0]?.says).toContain('This is true or false');
  expect(faultsOf({ title: '' })).toMatchObject([{ field: 'title' }]);
  expect(faultsOf({ alert: 'true' })).toMatchObject([{ field: 'key' }]);
  expect(faultsOf({ key: `'${'x'.repeat(bounds.expression)}'` })[0]?.says).toContain('Longer than');
});

test('an expression that fails parks the delivery, and says which and why', () => {
  const { version: _, ...less } = payload;
  expect(reading(mapping, less)).toMatchObject({
    nothing: 'parked',
    why: 'The adapter failed: title: there is no field version.',
  });
  expect(reading(mapping, { ...payload, version: 8 }).why).toBe(
    'The adapter failed: title: + cannot be applied to (string, double).',
  );
});

test('what a field cannot hold parks the delivery too', () => {
  const why = (written: Mapping, body: unknown) => reading({ title: "'x'", ...written }, body).why;
  expect(why({ key: 'body' }, { a: 1 })).toContain('key: must be a text, and is a map');
  expect(why({ when: 'body' }, 'yes')).toContain('when: must be true or false');
  expect(why({ services: 'body' }, [['a']])).toContain('services: must be');
  expect(why({ at: 'body' }, true)).toContain('at: must be a time');
  expect(why({ tags: 'body' }, [1])).toContain('tags: must be names and values');
});

test('a mapping that walks too far is stopped, however its macros are nested', () => {
  const list = Array.from({ length: 3_000 }, (_, n) => n);
  const nested = 'body.l.all(a, body.l.all(b, body.l.all(c, a + b + c >= 0.0)))';
  const began = performance.now();
  expect(reading({ title: "'x'", when: nested }, { l: list })).toMatchObject({
    nothing: 'parked',
    why: expect.stringContaining('walks through more than'),
  });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(
    reading({ title: "'x'", services: 'body.l.map(x, string(x))' }, { l: list.slice(0, 150) }).nothing,
  ).toBe(null);
  expect(reading({ title: "'x'", services: 'body.l' }, { l: list }).why).toContain(
    'a list of more than 1000',
  );
});

test('a mapping that takes too long is stopped by the clock', () => {
  let now = 0;
  const slow = () => {
    now += 200;
    return now;
  };
  const when = 'body.l.all(a, body.l.all(b, a + b > 0.0))';
  expect(reading({ title: "'x'", when }, { l: [1, 2, 3] }, {}, slow).why).toContain('takes longer than');
});

test('the clock is looked at before every step, as one may look through the whole payload', () => {
  let now = 0;
  const slow = () => {
    now += 1;
    return now;
  };
  for (const when of ['body.l.exists(x, x in body.m)', 'body.l.map(x, body.t.lowerAscii()).size() > 0'])
    expect(
      reading({ title: "'x'", when }, { l: Array(1_000).fill('a'), m: ['b'], t: 'A' }, {}, slow).why,
    ).toContain('takes longer than');
  const began = performance.now();
  const body = { l: Array(4_900).fill('a'), t: 'A'.repeat(900_000) };
  expect(
    reading({ title: "'x'", when: "body.l.exists(x, body.t.lowerAscii() == 'x')" }, body, {}, () =>
      performance.now(),
    ).why,
  ).toContain('takes longer than');
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('lists that hold one another, and texts that hold themselves, are measured before they are made', () => {
  const tens = Array.from({ length: 12 }, () => '.map(a,[a,a,a,a,a,a,a,a,a,a])').join('');
  expect(reading({ title: "'x'", services: `[1]${tens}` }, {}).why).toContain('holds more than');
  const eights = Array.from({ length: 8 }, () => '.map(a,a+a+a+a+a+a+a+a)').join('');
  expect(reading({ title: `[body.t]${eights}[0]` }, { t: 'abc' }).why).toContain('is a text of more than');
});

test('texts that would grow by a product are measured before they are made', () => {
  const body = { t: 'a'.repeat(50_000) };
  expect(reading({ title: "body.t.replace('a', body.t)" }, body).why).toContain('makes a text of more than');
  expect(reading({ title: "body.t.replace('', body.t)" }, body).why).toContain('makes a text of more than');
  expect(reading({ title: "[body.t, body.t, body.t].join('')" }, body).why).toContain(
    'makes a text of more than',
  );
  expect(
    reading({ title: "body.t.replace('refs/heads/', '')" }, { t: 'refs/heads/main' }).observed,
  ).toMatchObject([{ observation: { title: 'main' } }]);
  expect(reading({ title: "['a', 'b'].join('-')" }, {}).observed).toMatchObject([
    { observation: { title: 'a-b' } },
  ]);
});

test('a pattern that would backtrack without end does not', () => {
  const began = performance.now();
  expect(
    reading({ title: "'x'", when: "body.t.matches('^(a+)+$')" }, { t: `${'a'.repeat(5_000)}b` }).nothing,
  ).toBe('ignored');
  expect(performance.now() - began).toBeLessThan(2000);
});

const nested = (open: string, inner: string, close: string, times: number): string =>
  open.repeat(times) + inner + close.repeat(times);

test.each([
  ['parentheses', nested('(', '1', ')', 450)],
  ['lists', nested('[', '', ']', 450)],
  ['noes', nested('!', 'true', '', 900)],
  ['calls', nested('a.b(', '', '', 200)],
  ['conditions', nested('true?1:', '1', '', 140)],
  ['macros', nested('body.l.map(x, ', 'x', ')', 60)],
  ['minuses', nested('-', '1', '', 900)],
  ['escapes', `'${nested('\\u0061', '', '', 150)}'`],
])('an expression made to hurt is judged soon: %s', (_, text) => {
  const began = performance.now();
  const made = compile({ title: text }, () => 0);
  if (made.ok) {
    try {
      made.compiled.on({ l: [[1]] }, {}).value('title');
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  }
  expect(performance.now() - began).toBeLessThan(1000);
});

test('names that mean something to the evaluator or to JavaScript mean nothing in a payload', () => {
  const body = JSON.parse('{"__proto__": {"a": 1}, "$typeName": "google.protobuf.Any", "constructor": "x"}');
  expect(reading({ title: 'body.constructor' }, body).observed).toMatchObject([
    { observation: { title: 'x' } },
  ]);
  expect(reading({ title: "body['$typeName']" }, body).observed).toHaveLength(1);
  expect(reading({ title: 'body.toString' }, {}).nothing).toBe('parked');
});

test('any payload, of any shape, is read, passed over or parked', () => {
  const source = sourceOf(mapping);
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const read = readDelivery(
        source,
        { delivery: 'd', event: 'json', receivedAt, body: { ...payload, app: body, time: body, who: body } },
        { org: 1, locate: asSaid, clockAheadMs: 0 },
      );
      return read.nothing !== null || read.observed.length === 1;
    }),
  );
});

test('any text under any field is a mapping or has a fault in words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fieldNames), fc.string({ unit: 'grapheme' }), (field, text) => {
      const made = compile({ [field]: text }, () => 0);
      return (
        made.ok ||
        made.faults.every(({ says, offset }) => says !== '' && offset >= 0 && offset <= text.length + 1)
      );
    }),
  );
});
