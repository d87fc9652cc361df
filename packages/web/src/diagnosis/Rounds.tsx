import type { Diagnosis } from '@nightjar/sdk/wire';
import { To } from '../ui/To.tsx';
import { wholeTime } from '../ui/time.ts';
import { roundName } from './rounds.ts';
import { diagnosisAt } from './ways.ts';

type RoundsProps = {
  readonly diagnosis: Pick<Diagnosis, 'id' | 'rounds'>;
  /** The one that is looked at; null for the last. */
  readonly round: number | null;
};

/** What was said when, each with an address; nothing where it was said once. */
export const Rounds = ({ diagnosis: { id, rounds }, round }: RoundsProps) => {
  if (rounds.length < 2) return null;
  const last = rounds.at(-1)?.round ?? null;
  return (
    <nav className="view-tabs rounds" aria-label="What was said when">
      {rounds.map((said) => (
        <To
          key={said.round}
          how="replace"
          href={diagnosisAt(id, said.round === last ? null : said.round)}
          aria-current={said.round === (round ?? last) ? 'page' : undefined}
          title={wholeTime(Date.parse(said.madeAt))}
        >
          {roundName(said)}
        </To>
      ))}
    </nav>
  );
};
