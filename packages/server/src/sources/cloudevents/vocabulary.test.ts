import { testData } from '@nightjar/kernel/testing/data';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { field, textAt } from '../json.ts';
import { readAs } from '../testing/sender.ts';
import { cdEventIn, meaningOf } from './cdevent.ts';
import { readMessage } from './http-message.ts';
import { cloudEvents } from './index.ts';

const data = testData('cdevents');
const title =
  data.absent === null ? 'the vocabulary of CDEvents' : `the vocabulary of CDEvents: ${data.absent}`;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
// The schema of `links` lies in files of its own, named by address.
for (const { value } of data.json('schemas/links')) ajv.addSchema(value as object);

const schemas = data.json('schemas').map(({ name, value }) => {
  const type = textAt(value, 'properties', 'context', 'properties', 'type', 'default') ?? '';
  return { name, type, schema: value as object };
});

/** The least value that a schema allows, with every optional field too. */
const sampleOf = (schema: unknown, name = ''): unknown => {
  const given = field(schema, 'default') ?? (field(schema, 'enum') as unknown[] | null)?.[0];
  if (given !== undefined && given !== null) return given;
  const choices = field(schema, 'anyOf');
  if (Array.isArray(choices)) return sampleOf(choices[0], name);
  switch (field(schema, 'type')) {
    case 'object': {
      const properties = Object.entries((field(schema, 'properties') ?? {}) as object);
      return Object.fromEntries(properties.map(([inner, it]) => [inner, sampleOf(it, inner)]));
    }
    case 'array':
      return [];
    case 'string':
      if (field(schema, 'format') === 'date-time') return '2026-02-28T12:00:00Z';
      return /uri/i.test(name) ? 'https://example.org/it' : `my-${name}`;
    default:
      return undefined;
  }
};

const observedIn = (event: unknown) => {
  const message = readMessage({ 'content-type': 'application/json' }, Buffer.from(JSON.stringify(event)));
  if (message.is !== 'events') throw new Error(message.message);
  const [body] = message.events;
  if (body === undefined) throw new Error('No event.');
  const cd = cdEventIn(body);
  expect(cd === null ? null : meaningOf(cd)).not.toBeNull();
  const read = readAs(cloudEvents, body.type, body);
  expect(read.why).toBeNull();
  return read.observed.map((it) => it.observation);
};

describe.skipIf(data.absent !== null)(title, () => {
  test.each(data.json('conformance'))('the conformance sample $name is read by meaning', ({ value }) => {
    const [observation] = observedIn(value);
    expect(observation).toMatchObject({ at: '2023-03-20T14:27:05.315Z', extra: { subject: 'mySubject123' } });
  });

  test.each(schemas)('$type is read by meaning', ({ schema, type }) => {
    const sample = sampleOf(schema) as { context: object; subject: { content: object } };
    const event = { ...sample, context: { ...sample.context, type, specversion: '0.5.1', links: [] } };
    const valid = ajv.compile(schema);
    expect(valid(event), JSON.stringify(valid.errors)).toBe(true);
    const [observation] = observedIn(event);
    expect(observation?.title).not.toMatch(/dev\.cdevents|undefined|null/);
  });

  test('every type of the vocabulary has been seen', () => {
    expect(schemas.length).toBeGreaterThanOrEqual(45);
  });
});
