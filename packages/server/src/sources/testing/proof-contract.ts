import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Headers } from '../source.ts';
import { receivedAt, type Sender } from './sender.ts';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** What holds of every proof, whatever kind it is of. */
export const proofContract = ({ source, sign, sealed, expires, fixtures }: Sender): void => {
  const sealedBy = (secret: string): Buffer => {
    const plain = fixtures[0]?.body ?? { zen: 'Keep it logically awesome.' };
    return bytesOf(sealed?.(plain, secret) ?? plain);
  };
  const body = sealedBy('secret');
  const proof = sign(body, 'secret', receivedAt);
  const judge = (
    bytes: Buffer,
    headers: Headers,
    secrets: readonly string[] = ['secret'],
    now = receivedAt,
  ) => source.verify(bytes, headers, secrets, now);

  test('a right proof holds, by any of several secrets', () => {
    expect(judge(body, proof, ['other', 'secret'])).toBe('genuine');
    expect(judge(body, proof, ['secret', 'other'])).toBe('genuine');
  });

  test('nothing holds that was not proved', () => {
    const bare = sealed === undefined ? body : bytesOf(fixtures[0]?.body ?? {});
    expect(judge(bare, {})).not.toBe('genuine');
    expect(judge(sealedBy('other'), sign(sealedBy('other'), 'other', receivedAt))).toBe('forged');
    expect(judge(body, proof, [])).not.toBe('genuine');
  });

  test('what lacks its proof is refused by its headers alone, unless the proof stands in the body', () => {
    expect(judge(Buffer.alloc(0), {})).toBe(source.setup.proof === 'key' ? 'forged' : 'unsigned');
    expect(judge(Buffer.alloc(0), proof)).not.toBe('unsigned');
  });

  test.runIf(source.setup.proof === 'token')('a token is judged without a body', () => {
    expect(judge(Buffer.alloc(0), proof)).toBe('genuine');
    expect(judge(Buffer.alloc(0), sign(body, 'other', receivedAt))).toBe('forged');
  });

  test.runIf(source.setup.proof === 'signature')(
    'a body of which one bit was changed, or that was cut short, is forged',
    () => {
      fc.assert(
        fc.property(fc.nat(body.length - 1), fc.nat(7), (at, bit) => {
          const changed = Buffer.from(body);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          return judge(changed, proof) === 'forged';
        }),
      );
      expect(judge(body.subarray(0, -1), proof)).toBe('forged');
    },
  );

  test.runIf(expires)('a proof made ten minutes ago, or ten minutes ahead, is stale', () => {
    for (const minutes of [-10, 10]) {
      const then = new Date(receivedAt.getTime() + minutes * 60_000);
      expect(judge(body, sign(body, 'secret', then))).toBe('stale');
    }
  });

  test('no header, whatever is in it, makes it throw or hold', () => {
    for (const header of Object.keys(proof)) {
      fc.assert(
        fc.property(
          fc.string(),
          (text) => judge(body, { ...proof, [header]: text }) !== 'genuine' || text.includes('secret'),
        ),
        { numRuns: 50 },
      );
    }
  });

  test('a body of 25 MB is judged in well under the ten seconds that senders wait', () => {
    const large = bytesOf(
      sealed?.({ padding: 'a'.repeat(25 * 2 ** 20) }, 'secret') ?? 'a'.repeat(25 * 2 ** 20),
    );
    const started = performance.now();
    expect(judge(large, sign(large, 'secret', receivedAt))).toBe('genuine');
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('no header that proves anything is kept', () => {
    const proofs = [...Object.keys(proof), 'authorization', 'cookie', 'x-api-key', 'x-hub-signature'];
    // Standard Webhooks and Slack sign the moment and the id, which prove nothing by themselves.
    const harmless = ['webhook-id', 'webhook-timestamp', 'x-slack-request-timestamp'];
    expect(source.keeps.filter((it) => proofs.includes(it) && !harmless.includes(it))).toEqual([]);
  });
};
