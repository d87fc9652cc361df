import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.ts';
import { sinceFrom } from '../text/since.ts';

/** `--at 3h` is three hours ago. */
export type AtFlag = { readonly at?: string };

export const withAt = (command: Command): Command =>
  command.addOption(
    new Option('--at <time>', 'as of an instant: 3h or 7d ago, 2026-03-01, 2026-03-01T02:51Z (default: now)'),
  );

/** ISO 8601, as the server takes it; undefined for now. */
export const atFrom = ({ at }: AtFlag): string | undefined =>
  at === undefined ? undefined : sinceFrom(at, new Date(), '--at').toISOString();

/** From when ages count: the instant asked for, and then it is said; else now. */
export const countedFrom = (terminal: Terminal, at: string | undefined): Date => {
  if (at === undefined) return new Date();
  terminal.say(`As of ${at.replace(/\.\d+Z$/, 'Z')}; ages count from then.`);
  return new Date(at);
};
