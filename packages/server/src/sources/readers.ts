import type { Desk } from './desk.ts';
import type { Reader } from './source.ts';

/** What reads the deliveries of a source: one of those with a folder, or a sender of somebody's own (`custom/NAME`). */
export const readerNamed = (
  readers: readonly Reader[],
  custom: Desk['custom'],
  name: string,
): Reader | undefined =>
  readers.find((it) => it.name === name) ??
  (name.startsWith('custom/') ? (custom(name.slice('custom/'.length)) ?? undefined) : undefined);
