import { createRequire } from 'node:module';
import { sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intakeHouse } from './testing/intake-house.ts';

const corpus: readonly { name: string; examples: readonly unknown[] }[] = createRequire(import.meta.url)(
  '@octokit/webhooks-examples',
);
const told = new Set(['push', 'deployment', 'deployment_status', 'workflow_run', 'release', 'pull_request']);
const payloads = corpus
  .filter(({ name }) => told.has(name))
  .flatMap(({ examples }) => examples.map((body) => JSON.stringify(body)));
const event = JSON.stringify({
  specversion: '1.0',
  id: 'e',
  source: '/s',
  type: 't',
  data: { a: [1, 'x\u0000'] },
});

/** A text with a piece cut out, doubled or replaced: mostly no JSON any more, sometimes JSON that says something else. */
const damaged = (...texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(40), fc.string({ unit: 'binary', maxLength: 12 }))
    .map(([text, place, length, other]) => {
      const at = place % text.length;
      return Buffer.from(text.slice(0, at) + other + text.slice(at + length));
    });

const bodies = (...texts: readonly string[]) =>
  fc.oneof(
    damaged(...texts),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    fc.constantFrom(...texts).map((text) => Buffer.from(text)),
  );

const types = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'application/cloudevents+xml',
  'text/plain; charset=latin1',
  'nonsense',
  ';',
);
const header = fc.string({ maxLength: 30, unit: 'grapheme-ascii' }).map((text) => text.trim());

test('whatever is sent is answered in order and never written by halves', async () => {
  await using it = await intakeHouse();
  let kept = 0;
  const answered = (answer: { statusCode: number; body: string; json: () => unknown }): void => {
    expect([200, 202, 400, 401, 403, 409, 413, 415], answer.body).toContain(answer.statusCode);
    const { status, results = [{ status }] } = answer.json() as {
      status?: string;
      results?: { status?: string }[];
    };
    kept += results.filter(({ status: it = '' }) => /^(recorded|ignored|unread)$/.test(it)).length;
  };
  const hooks = fc.asyncProperty(
    fc.oneof(header, fc.constantFrom(...told)),
    header,
    bodies(...payloads),
    types,
    async (name, delivery, body, type) =>
      answered(await it.deliver(name, delivery, body, { 'content-type': type })),
  );
  await fc.assert(hooks, { numRuns: 150 });
  const events = fc.asyncProperty(bodies(event, `[${event}]`), types, header, async (body, type, id) => {
    answered(await it.send(body, { 'content-type': type, 'ce-id': id, 'ce-specversion': '1.0' }));
    answered(await it.send(body, { 'content-type': type }));
  });
  await fc.assert(events, { numRuns: 150 });
  expect(await it.database.one(sql`select count(*) as n from nightjar.raw`)).toEqual({ n: kept });
  expect(await it.facts()).toHaveLength(kept);
  expect(kept).toBeGreaterThan(30);
});
