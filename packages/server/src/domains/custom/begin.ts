import type { Caller } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import { customDecider, draft, named } from './decide.ts';
import { customStream } from './events.ts';
import type { LiveCustom } from './live.ts';

const patienceMs = 2_000;

/** Makes the sender of this name where there is none: from then on what it sends is kept. One that there is stays as it is. */
export const beginCustom = async (
  { log }: Pick<Kernel, 'log'>,
  live: LiveCustom,
  caller: Caller,
  name: string,
): Promise<void> => {
  const upon = { caller, stream: customStream(named(name)) };
  const { position } = await decide(log, customDecider, upon, draft({ name }));
  await live.reach(position, patienceMs);
};
