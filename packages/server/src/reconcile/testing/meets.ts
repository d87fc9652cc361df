import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asSaid } from '../../change/located.ts';
import { recordDelivery } from '../../sources/record.ts';
import type { Source } from '../../sources/source.ts';
import type { Reconciler } from '../reconciler.ts';
import { reconcileHouse } from './house.ts';
import type { VendorServer } from './vendor-server.ts';

type Case = {
  /** It tells of the very events of `sent`. */
  readonly server: () => Promise<VendorServer>;
  readonly reconciler: (server: VendorServer) => Reconciler;
  readonly reader: Source;
  /** Fixtures of the source: what its webhook sends. */
  readonly sent: readonly string[];
};

/** As a webhook's fixture stands beside the source: headers and body. */
const fixture = ({ name }: Source, of: string) => {
  const url = new URL(`../../sources/${name}/fixtures/${of}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as { headers: Record<string, string>; body: unknown };
};

/** The webhook and the API tell of the same events by the same names: one line, whichever comes first. */
export const meets = ({ server: open, reconciler, reader, sent }: Case): void => {
  const opened = async () => {
    const server = await open();
    const it = await reconcileHouse(reconciler(server), { reader });
    const streams = async () => {
      const observed = [...(await it.of('ChangeObserved')), ...(await it.of('AlertObserved'))];
      return { reports: observed.length, lines: [...new Set(observed.map(({ stream }) => stream))].sort() };
    };
    const deliver = async (): Promise<void> => {
      for (const of of sent) {
        const { headers, body } = fixture(reader, of);
        const bytes = Buffer.from(JSON.stringify(body));
        const receivedAt = it.kernel.clock.now();
        const named = reader.identify(headers, bytes, body, receivedAt);
        if (named === null) throw new Error(`${of} has no name.`);
        await recordDelivery(
          it.kernel.log,
          reader,
          {
            org: 1,
            ...named,
            receivedAt,
            value: body,
            raw: { headers: {}, body: bytes },
            hash: createHash('sha256').update(bytes).digest('hex'),
            actor: `source:${reader.name}`,
          },
          asSaid,
        );
      }
    };
    return {
      it,
      streams,
      deliver,
      [Symbol.asyncDispose]: async () => {
        await it[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  };

  test('what the webhook has told adds nothing', async () => {
    await using house = await opened();
    await house.deliver();
    const before = await house.streams();
    expect(before.reports).toBe(sent.length);
    await house.it.look();
    expect(await house.streams()).toEqual(before);
    expect(await house.it.state()).toMatchObject({ state: 'fine' });
  });

  test('what was fetched is the change that the webhook then tells of', async () => {
    await using house = await opened();
    await house.it.look();
    const before = await house.streams();
    expect(before.reports).toBeGreaterThan(0);
    await house.deliver();
    expect((await house.streams()).lines).toEqual(before.lines);
  });
};
