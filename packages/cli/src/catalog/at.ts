import { type Command, Option } from 'commander';
import { pageTimeFrom } from '../diagnose/at.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

/** `--at 3h` is three hours ago. */
export type AtFlag = { readonly at?: string };

export const withAt = (command: Command): Command =>
  command.addOption(
    new Option(
      '--at <time>',
      'as of an instant: 02:51, 3h or 7d ago, 2026-03-01, 2026-03-01T02:51Z (default: now)',
    ),
  );

/** So far may the clocks of two machines be apart. */
const apart = 5 * 60_000;

/** ISO 8601, as the server takes it; undefined for now. What is yet to come is refused: it would be answered as it stands now. */
export const atFrom = ({ at }: AtFlag): string | undefined => {
  if (at === undefined) return undefined;
  const now = new Date();
  const instant = pageTimeFrom(at, now);
  if (instant.getTime() > now.getTime() + apart)
    throw new Failure(
      exit.usage,
      `--at ${JSON.stringify(at)} is yet to come: ${instant.toISOString()}.`,
      'Write a time that has been, or leave --at out to see how things stand now.',
    );
  return instant.toISOString();
};

/** From when ages count: the instant asked for, and then it is said; else now. */
export const countedFrom = (terminal: Terminal, at: string | undefined): Date => {
  if (at === undefined) return new Date();
  terminal.say(`As of ${at.replace(/\.\d+Z$/, 'Z')}; ages count from then.`);
  return new Date(at);
};
