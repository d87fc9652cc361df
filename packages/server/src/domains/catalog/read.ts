import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { FastifyRequest } from 'fastify';
import { instant } from '../../change/instant.ts';
import { entities } from './projection.ts';
import { refuse } from './refusals.ts';
import type { ReadQuery } from './wire.ts';

/** A reader of the catalog, as fresh as the query asks. */
export const readerFor = (
  kernel: Pick<Kernel, 'reader'>,
  request: Pick<FastifyRequest, 'caller'>,
  { min_pos: minPos, consistency }: Pick<ReadQuery, 'min_pos' | 'consistency'>,
): Promise<Reader> =>
  kernel.reader(request.caller, {
    of: [entities],
    ...(minPos === undefined ? {} : { minPos }),
    ...(consistency === undefined ? {} : { consistency }),
  });

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The instant that is asked for; null for now. The offset may not be left out, the seconds may: `2026-03-01T02:51Z`. `10m`, `3h`,
 * `7d` and `2w` are so long ago, as on the command line.
 */
export const instantOf = ({ at }: Pick<ReadQuery, 'at'>, now = new Date()): Date | null => {
  if (at === undefined) return null;
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(at.trim()) ?? [];
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (units[unit] ?? 0));
  const read = instant(at);
  if (read === null)
    throw refuse('catalog.instant', { detail: `${JSON.stringify(at.slice(0, 60))} names no instant.` });
  return new Date(read);
};
