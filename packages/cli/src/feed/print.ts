import type { Change } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { dayOf } from '../text/time.ts';
import { feedLine, type Layout, layOut } from './line.ts';

export type Printer = { readonly print: (changes: readonly Change[], now: Date) => void };

/**
 * Prints changes a line each, under the day they belong to. Today needs no heading where it comes first; ages are for
 * lists that are read at once, and would soon be wrong in a stream.
 */
export const linePrinter = (terminal: Terminal, { withAge }: { withAge: boolean }): Printer => {
  let layout: Layout | null = null;
  let day: string | null = null;
  return {
    print: (changes, now) => {
      layout = layOut(changes, now, layout);
      day ??= dayOf(now);
      for (const change of changes) {
        const itsDay = dayOf(new Date(change.at));
        if (itsDay !== day) terminal.line(terminal.paint('dim', `── ${itsDay}`));
        day = itsDay;
        terminal.line(feedLine(change, layout, { terminal, now, withAge }));
      }
    },
  };
};
