import type { Held } from '../../vault/vault.ts';
import type { Arrived } from './queries.ts';
import type { RefusedCard, SourceCard } from './wire.ts';

type Known = {
  /** Sealed secrets in force. */
  readonly secrets: readonly Pick<Held, 'is'>[];
  readonly fromEnvironment: number;
  readonly arrived: Arrived;
  /** The latest first. */
  readonly refused: readonly RefusedCard[];
  readonly now: Date;
};

const dayMs = 24 * 3_600_000;

/** What came while there was no secret says nothing of the secret that there is. */
const said: Readonly<Record<RefusedCard['verdict'], string | null>> = {
  'no-secret': null,
  unsigned: 'A delivery came without its proof: the secret is not set at the sender.',
  forged: 'A delivery came with a wrong proof: the secret at the sender is another than the one here.',
  stale: 'A delivery came with a proof that was made too long ago: one of the clocks is wrong.',
};

const isRecent = (moment: string, now: Date): boolean => now.getTime() - Date.parse(moment) < dayMs;

/**
 * What is wrong with the proofs that came last. Anybody can send something without one, so that is told only while nothing
 * genuine has come.
 */
const misproved = ({ arrived, refused, now }: Known): string | null => {
  const { lastAt } = arrived;
  const latest = refused.find(
    ({ verdict }) => said[verdict] !== null && (lastAt === null || verdict !== 'unsigned'),
  );
  if (latest === undefined || !isRecent(latest.last, now)) return null;
  return lastAt === null || Date.parse(latest.last) > lastAt.getTime() ? said[latest.verdict] : null;
};

/** How a source stands, at a glance, and why where it fails. */
export const stateOf = (known: Known): Pick<SourceCard, 'state' | 'why'> => {
  const { secrets, fromEnvironment, arrived, now } = known;
  const open = secrets.filter(({ is }) => is === 'open').length + fromEnvironment;
  if (open === 0 && secrets.length === 0) return { state: 'unconnected', why: null };
  if (open === 0)
    return {
      state: 'failing',
      why: 'Its secret cannot be opened with the key at hand, so nothing is let in.',
    };
  const why = misproved(known);
  if (why !== null) return { state: 'failing', why };
  if (arrived.lastAt === null) return { state: 'waiting', why: null };
  return { state: isRecent(arrived.lastAt.toISOString(), now) ? 'receiving' : 'quiet', why: null };
};
