import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sources } from './all.ts';
import { cloudEvents } from './cloudevents/index.ts';
import { cloudEventSamples } from './cloudevents/testing/samples.ts';
import { doorContract } from './testing/door-contract.ts';
import { proofContract } from './testing/proof-contract.ts';
import { readerContract } from './testing/reader-contract.ts';
import { type Fixture, readAs, type Sender, seenIn } from './testing/sender.ts';

const here = new URL('./', import.meta.url);
const folders = readdirSync(here, { withFileTypes: true })
  .filter((it) => it.isDirectory() && existsSync(new URL(`${it.name}/index.ts`, here)))
  .map(({ name }) => name)
  // Nobody sends what these read to a webhook of its own.
  .filter((name) => name !== 'cloudevents' && name !== 'kubernetes');
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
    source.identify(headers, Buffer.from(JSON.stringify(body)), body);

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
