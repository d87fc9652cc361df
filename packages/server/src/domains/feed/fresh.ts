import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { FastifyRequest } from 'fastify';
import { changes } from './projection.ts';
import type { ListQuery } from './wire.ts';

/** A reader of the feed, as fresh as the query says. */
export const readerFor = (kernel: Kernel, request: FastifyRequest): Promise<Reader> => {
  const { min_pos: minPos, consistency } = request.query as Pick<ListQuery, 'min_pos' | 'consistency'>;
  return kernel.reader(request.caller, {
    of: [changes],
    ...(minPos === undefined ? {} : { minPos }),
    ...(consistency === undefined ? {} : { consistency }),
  });
};
