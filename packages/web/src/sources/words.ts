import type { Reconciler, RefusedDeliveries, SourceCard, SourceDelivery } from '@nightjar/sdk/wire';

/** One word a state, as it stands in a mark. */
export const stateWords: Readonly<Record<SourceCard['state'], string>> = {
  unconnected: 'not connected',
  waiting: 'waiting',
  receiving: 'receiving',
  quiet: 'quiet',
  failing: 'failing',
};

export const outcomeWords: Readonly<Record<SourceDelivery['outcome'], string>> = {
  recorded: 'recorded',
  ignored: 'ignored',
  unread: 'unread',
  parked: 'parked',
};

/** How it goes where a sender is asked for what its webhooks may have lost. */
export const reconcilerWords: Readonly<Record<Reconciler['state'], string>> = {
  fine: 'Nothing is missing',
  behind: 'There is more to fetch, or it has to wait',
  refused: 'The token that the server was given is not accepted',
  unreachable: 'It cannot be asked',
};

/** What was wrong with a delivery that was refused, and what to do about it. */
export const refusedWords: Readonly<Record<RefusedDeliveries['verdict'], string>> = {
  'no-secret': 'Something arrives already, and is turned away until there is a secret: make one.',
  unsigned: 'Something arrived without its proof: no secret is set at the sender.',
  forged: 'Something arrived, but its proof was wrong: the secret at the sender is another than this one.',
  stale: 'Something arrived, but its proof was too old: one of the two clocks is wrong.',
};

/** The same in a word or two, as it stands in a list. */
export const verdictWords: Readonly<Record<RefusedDeliveries['verdict'], string>> = {
  unsigned: 'without one',
  forged: 'with a wrong one',
  stale: 'with one that was too old',
  'no-secret': 'while there was no secret',
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** `3 times, the last 5 min ago`. `ago` is the age of the last. */
export const howOften = (count: number, ago: string): string =>
  count === 1
    ? ago === 'now'
      ? 'Just now'
      : `Once, ${ago} ago`
    : `${times(count)}, the last ${ago === 'now' ? 'just now' : `${ago} ago`}`;

/** What a sender's clock is off by, in words. */
export const clockWords = (aheadMs: number): string => {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const span = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `Its clock is ${span} ${aheadMs > 0 ? 'ahead' : 'behind'}. Times are set right by as much.`;
};

/** What came in the last day. */
export const dayWords = ({ day, unread }: Pick<SourceCard, 'day' | 'unread'>): string => {
  const came = day.recorded + day.ignored + day.unread + day.parked;
  const parts = [
    came === 0 ? '' : `${came} in 24 h`,
    day.ignored === 0 ? '' : `${day.ignored} ignored`,
    unread === 0 ? '' : `${unread} unread`,
  ];
  return parts.filter((part) => part !== '').join(', ');
};
