import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../change/redaction/redact.ts';
import { sources } from './all.ts';
import { cloudEvents } from './cloudevents/index.ts';
import { cloudEventSamples } from './cloudevents/testing/samples.ts';
import { doorContract } from './testing/door-contract.ts';
import { mutated } from './testing/mutated.ts';
import { proofContract } from './testing/proof-contract.ts';
import { readerContract } from './testing/reader-contract.ts';
import { type Fixture, readAs, receivedAt, type Sender, seenIn } from './testing/sender.ts';

const here = new URL('./', import.meta.url);
const folders = readdirSync(here, { withFileTypes: true })
  .filter((it) => it.isDirectory() && existsSync(new URL(`${it.name}/index.ts`, here)))
  .map(({ name }) => name)
  // Nobody sends what these read to a webhook of its own.
  .filter((name) => !['cloudevents', 'kubernetes', 'test-alert'].includes(name));
const senders = await Promise.all(
  folders.map(
    async (name) =>
      (
        (await import(/* @vite-ignore */ new URL(`${name}/testing/sender.ts`, here).href)) as {
          sender: Sender;
        }
      ).sender,
  ),
);

test('every folder is in the one list, under its own name, and no two want the same path', () => {
  expect(sources.map(({ name }) => name).sort()).toEqual(senders.map(({ source }) => source.name).sort());
  expect(senders.map(({ source }) => source.name)).toEqual(folders);
  const paths = sources.flatMap((it) => it.paths ?? []);
  expect(new Set(paths).size).toBe(paths.length);
});

describe.each(senders.map((it) => [it.source.name, it] as const))('%s', (name, sender) => {
  const { source, fixtures, corpus = [] } = sender;
  const identified = ({ headers, body }: Fixture) =>
    source.identify(headers, Buffer.from(JSON.stringify(body)), body, receivedAt);

  proofContract(sender);
  doorContract(sender);
  readerContract(source, [
    ...corpus,
    ...fixtures.map((it) => ({ event: identified(it)?.event ?? '', body: it.body })),
  ]);

  test('fixtures come with their provenance, and each reads as written beside it', () => {
    expect(fixtures.length).toBeGreaterThan(0);
    expect(readFileSync(new URL(`${name}/README.md`, here), 'utf8')).toMatch(/## Fixtures/);
    for (const fixture of fixtures) {
      const named = identified(fixture);
      expect([fixture.name, named]).toEqual([
        fixture.name,
        { delivery: expect.any(String), event: expect.any(String) },
      ]);
      expect(identified(fixture)).toEqual(named);
      const written = new URL(`${name}/fixtures/${fixture.name}.observed.json`, here);
      const seen = seenIn(readAs(source, named?.event ?? '', fixture.body, named?.delivery));
      expect([fixture.name, seen]).toEqual([fixture.name, JSON.parse(readFileSync(written, 'utf8'))]);
    }
  });

  test('redaction takes nothing away that a change or an alert is known by', () => {
    for (const fixture of fixtures) {
      const { event = '' } = identified(fixture) ?? {};
      const keys = (body: unknown) => {
        const { observed, alerts } = readAs(source, event, body);
        return [...observed.map(({ change }) => change), ...alerts.map(({ alert }) => alert)];
      };
      const { value } = redact(source.unpack?.(fixture.body) ?? fixture.body);
      expect([fixture.name, keys(value)]).toEqual([fixture.name, keys(fixture.body)]);
    }
  });

  test.runIf(source.parts !== undefined)(
    'taken apart, a body says what it says as a whole; and anything can be taken apart without failing',
    () => {
      const parts = (body: unknown) => source.parts?.(body, receivedAt) ?? [];
      for (const { name, body } of fixtures) {
        const said = parts(body).flatMap(({ event, value, delivery }) => [
          ...readAs(source, event, value, delivery).observed,
          ...readAs(source, event, value, delivery).alerts,
        ]);
        const whole = readAs(source, '', body);
        const expected = parts(body).length === 0 ? [] : [...whole.observed, ...whole.alerts];
        const observations = (list: readonly { observation: unknown }[]) => list.map((it) => it.observation);
        expect([name, observations(said)]).toEqual([name, observations(expected)]);
        expect(parts(structuredClone(body))).toEqual(parts(body));
      }
      const own = fixtures.map(({ body }) => ({ event: '', body }));
      fc.assert(
        fc.property(mutated(own), ({ body }) =>
          parts(body).every(({ delivery }) => delivery !== '' && delivery.length <= 300),
        ),
      );
    },
  );

  test('it says how it is set up: where to go, with the address and the secret in their places', () => {
    const { setup } = source;
    const told = [...setup.steps, setup.paste?.text ?? ''].join('\n');
    expect(told).toContain('{url}');
    expect(told).toContain('{secret}');
    expect(setup.steps.length).toBeGreaterThan(1);
    expect(setup.docs).toMatch(/^https:\/\//);
  });
});

describe('cloudevents', () => readerContract(cloudEvents, cloudEventSamples));
