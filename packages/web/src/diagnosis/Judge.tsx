import { plain } from '../ui/plain.ts';
import { wholeTime } from '../ui/time.ts';
import { othersOf, saysOf } from './judging.ts';
import type { Judging } from './useJudging.ts';

type ChoiceProps = {
  readonly judging: Judging;
  readonly change: string | null;
  readonly is: 'confirmed' | 'refuted';
  readonly says: string;
};

/** One word, one tap; the same tap takes it back. */
export const Choice = ({ judging, change, is, says }: ChoiceProps) => {
  const { judged, me, judge } = judging;
  const mine = me === null ? undefined : saysOf(judged, me, change);
  return (
    <button
      type="button"
      className={`button judge is-${is}`}
      aria-pressed={mine?.judgement === is}
      title={mine?.judgement === is ? 'Your word. Press again to take it back.' : undefined}
      disabled={me === null}
      onClick={() => judge({ change, judgement: is })}
    >
      {says}
    </button>
  );
};

/** What colleagues say of it, by their names. */
export const Others = ({ judging, change }: Pick<ChoiceProps, 'judging' | 'change'>) => {
  const said = othersOf(judging.judged, judging.me ?? '', change);
  if (said.length === 0) return null;
  return (
    <ul className="others">
      {said.map(({ by, byName, judgement, at }) => (
        <li key={by} className={`is-${judgement}`} title={wholeTime(Date.parse(at))}>
          <bdi>{plain(byName ?? by)}</bdi>:{' '}
          {judgement === 'refuted' ? 'not this' : change === null ? 'no change did it' : 'this was it'}
        </li>
      ))}
    </ul>
  );
};
