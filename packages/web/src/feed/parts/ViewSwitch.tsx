import { priorityInWords } from '@nightjar/sdk/words';
import { To } from '../../ui/To.tsx';
import type { Feed } from '../feed.ts';

type ViewSwitchProps = {
  readonly feed: Feed;
  /** Where the other view of the same is. */
  readonly other: string;
};

const hiddenInWords = (hidden: number, more: boolean): string =>
  `${hidden}${more ? '+' : ''} quiet ${hidden === 1 && !more ? 'one' : 'ones'} hidden`;

/** Says what is not shown, and leads to where it is. */
export const ViewSwitch = ({ feed, other }: ViewSwitchProps) => {
  const { lines, view, current } = feed;
  const hidden = current && lines?.quiet ? lines.hidden : 0;
  const more = lines !== null && lines.next !== null;
  return (
    <p className="view-switch">
      {view === 'all' ? (
        <>
          <span>Every change, one by one.</span>
          <To href={other} how="replace">
            Fold them<span className="view-switch-more">, hide the quiet ones</span>
          </To>
        </>
      ) : (
        <>
          <span title={`Of low priority: ${priorityInWords.low}.`}>
            {hidden === 0 ? 'Told in short.' : `${hiddenInWords(hidden, more)}.`}
          </span>
          <To href={other} how="replace">
            Show all
          </To>
        </>
      )}
      <To className="noise-way" href="/noise">
        Who is noisy?
      </To>
    </p>
  );
};
