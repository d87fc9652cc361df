import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reader } from '../source.ts';
import { withLongTexts } from './long-texts.ts';
import { mutated } from './mutated.ts';
import { readAs, receivedAt } from './sender.ts';

type Payload = { readonly event: string; readonly body: unknown };

/** What holds of whatever reads deliveries, on real payloads of its sender and on what is left when they are broken. */
export const readerContract = (reader: Reader, own: readonly Payload[]): void => {
  test('reads every payload it should, without failing', () => {
    for (const { event, body } of own) {
      const { nothing, why } = readAs(reader, event, body);
      expect([nothing === 'parked', why ?? '']).toEqual([
        false,
        expect.not.stringMatching(/could not be kept/),
      ]);
    }
  });

  test('reads the same delivery to the same observations and keys', () => {
    for (const { event, body } of own) {
      expect(readAs(reader, event, structuredClone(body))).toEqual(readAs(reader, event, body));
    }
  });

  test('reads any JSON under any event name, without throwing', () => {
    const events = fc.oneof(fc.string(), fc.constantFrom(...own.map(({ event }) => event), '__proto__'));
    fc.assert(
      fc.property(events, fc.jsonValue(), (event, body) => {
        const reading = reader.map({ event, delivery: 'd-1', receivedAt, body });
        switch (reading.is) {
          case 'ignored':
          case 'unread':
            return reading.why !== '';
          case 'changes':
            return reading.changes.length > 0;
          case 'alerts':
            return reading.alerts.length > 0;
        }
      }),
    );
  });

  test('reads its own payloads with a part replaced by anything, without throwing, into what can be stored', () => {
    fc.assert(
      fc.property(mutated(own), ({ event, body }) => {
        reader.map({ event, delivery: 'd-1', receivedAt, body });
        const { observed, alerts, nothing, why } = readAs(reader, event, body);
        const stored = JSON.stringify([observed, alerts]);
        expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
        expect(stored.length).toBeLessThan(250_000 * Math.max(1, observed.length + alerts.length));
        expect(nothing !== 'parked' && (observed.length + alerts.length > 0 || why !== null)).toBe(true);
        const links = [
          ...observed.flatMap(({ observation }) => [...observation.links, observation.revert]),
          ...alerts.flatMap(({ observation }) => observation.links),
        ];
        expect(links.filter((it) => it && !/^https?:/i.test(it.url))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('reads however long a text in no time', () => {
    const slow: string[] = [];
    for (const { event, body, at } of withLongTexts(own)) {
      const began = performance.now();
      reader.map({ event, delivery: 'd-1', receivedAt, body });
      if (performance.now() - began > 500) slow.push(at);
    }
    expect(slow).toEqual([]);
  }, 60_000);
};
