import type { Change } from '@nightjar/sdk/wire';
import { night } from './night.ts';

/** So many believable changes, newest first, a minute apart. */
export const long = (count: number, now: number): readonly Change[] => {
  // What is ordinary in the night: its first ones are there to be difficult.
  const ordinary = night(now).slice(22);
  return Array.from({ length: count }, (_, n): Change => {
    const it = ordinary[n % ordinary.length] as Change;
    const at = new Date(now - n * 61_000).toISOString();
    const times = { at, startedAt: at, finishedAt: at };
    return {
      ...it,
      ...times,
      id: `chg_${String(n).padStart(20, '0')}`,
      key: `long/${n}`,
      title: `${it.title} ${n}`,
    };
  });
};
