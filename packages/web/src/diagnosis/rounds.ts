import type { Diagnosis } from '@nightjar/sdk/wire';
import { clockTime } from '../ui/time.ts';

const minute = 60_000;
/** Minutes after the page at which it is said anew. */
const due = [0, 1, 5, 15] as const;
/** A round that has not come by so long after it was due is not announced any more. */
const lateMs = 5 * minute;

const fast = 4_000;
const slow = 60_000;

type Said = Pick<Diagnosis, 'after' | 'madeAt' | 'pagedAt'>;
type InRounds = Said & Pick<Diagnosis, 'round'> & { readonly rounds: readonly Pick<Diagnosis, 'round'>[] };

/** When it is asked for again, ms: soon while a round may come or colleagues say what they think. */
export const renewalOf = ({ madeAt }: Said, now: number): number =>
  now - Date.parse(madeAt) < 16 * minute ? fast : slow;

/** `at the page`, `at +5 min`; when, where somebody asked out of turn. */
export const roundName = ({ after, madeAt }: Pick<Said, 'after' | 'madeAt'>): string =>
  after === null
    ? `at ${clockTime(Date.parse(madeAt)).slice(0, 5)}`
    : after === 0
      ? 'at the page'
      : `at +${after} min`;

/** `Said at +5 min; again at +15 min.` */
export const saidWords = (said: InRounds, now: number): string => {
  const { after, pagedAt, round, rounds } = said;
  if (after === null) return `Asked ${roundName(said)}.`;
  const next = due.find((it) => it > after);
  const isLast = rounds.every((other) => other.round <= round);
  const awaited = isLast && next !== undefined && now < Date.parse(pagedAt) + next * minute + lateMs;
  return awaited ? `Said ${roundName(said)}; again at +${next} min.` : `Said ${roundName(said)}.`;
};
