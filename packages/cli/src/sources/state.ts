import type { SourceCard, SourceDelivery } from '@nightjar/sdk/wire';
import type { Style } from '../terminal.ts';

/** How loud each state is. */
export const stateStyle: Readonly<Record<SourceCard['state'], Style>> = {
  unconnected: 'dim',
  waiting: 'cyan',
  receiving: 'green',
  quiet: 'yellow',
  failing: ['red', 'bold'],
};

/** What came in a day, and what is left to be read. */
export const dayText = ({ day, unread }: SourceCard): string => {
  const came = day.recorded + day.ignored + day.unread + day.parked;
  const left = unread === 0 ? '' : `, ${unread} unread`;
  return came === 0 && left === '' ? '' : `${came}${left}`;
};

/** `recorded (2 reports)`, `unread: it names no release`. */
export const outcomeText = ({ outcome, count, why }: SourceDelivery): string => {
  const reports = outcome === 'recorded' && count > 1 ? ` (${count} reports)` : '';
  return `${outcome}${reports}${why === null ? '' : `: ${why}`}`;
};
