import type { Comparison, Difference, View } from '@nightjar/sdk/wire';
import { fromWallClock, onWallClock } from '../../../catalog/wall-clock.ts';
import { withTerm } from '../../../filter/words.ts';
import { nightjar } from '../../../nightjar.ts';
import { go } from '../../../ui/place.ts';
import { plain } from '../../../ui/plain.ts';
import { To } from '../../../ui/To.tsx';
import { shown, useAnswer } from '../../../ui/useAnswer.ts';
import { type FeedPlace, placeAt } from '../address.ts';
import { spanInWords } from '../axis.ts';
import type { Span } from '../span.ts';
import { type Window, withoutTime, withWindow, written } from '../window.ts';
import { type Other, otherInWords, otherWindow } from './other.ts';
import { figuresOf, isAlike, sorts, termOf } from './told.ts';

type ComparePanelProps = {
  readonly place: FeedPlace;
  readonly view: View;
  readonly span: Span;
  readonly other: Other;
};

const isoOf = ({ from, to }: Window) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

type ListProps = {
  readonly title: string;
  readonly field: string;
  readonly differences: Comparison['services'];
  readonly partial: boolean;
  readonly hrefOf: (term: string, is: Difference['is']) => string;
};

const List = ({ title, field, differences: { of, leftOff }, partial, hrefOf }: ListProps) => (
  <section className="compare-sort" aria-label={title}>
    <h4>{title}</h4>
    {of.length === 0 && <p className="muted">no difference</p>}
    <ul>
      {of.map((it) => (
        <li key={it.name} className={it.is}>
          <span className="compare-is">{it.is}</span>
          <To
            href={hrefOf(termOf(field, it.name), it.is)}
            title={`Narrow the feed to ${termOf(field, it.name)}`}
          >
            <bdi>{plain(it.name)}</bdi>
          </To>
          <span className="compare-figures">{figuresOf(it, partial)}</span>
        </li>
      ))}
    </ul>
    {leftOff > 0 && <p className="muted">and {leftOff} more</p>}
  </section>
);

/** What is in the window that is shown and not in another, or more or less of: each a way to narrow the feed. */
export const ComparePanel = ({ place, view, span, other }: ComparePanelProps) => {
  const there = otherWindow(span, other);
  const q = withoutTime(place.q);
  const here = isoOf(span);
  const beside = isoOf(there);
  const { answer, again } = useAnswer(
    ['compare', q, view, here.from, here.to, beside.from, beside.to],
    (signal) => nightjar.changes.compare({ q, view, ...here, other: beside, signal }),
  );
  const told = shown(answer);
  /** What is gone is found in the other window. */
  const hrefOf = (term: string, is: Difference['is']): string =>
    placeAt({
      ...place,
      change: null,
      q: is === 'gone' ? withTerm(withWindow(q, there), term) : withTerm(place.q, term),
    });
  const begin = (text: string): void => {
    const at = fromWallClock(text);
    if (at !== null) go(placeAt({ ...place, compare: written(Date.parse(at)) }), 'replace');
  };
  return (
    <section className="compare" aria-label="Comparison" aria-busy={answer.is === 'awaited'}>
      <h3>
        {spanInWords(span)}{' '}
        <span>
          against {otherInWords(other)}, {spanInWords(there)}
        </span>
      </h3>
      {other.is === 'from' && (
        <label className="compare-from">
          It begins{' '}
          <input
            type="datetime-local"
            key={other.at}
            defaultValue={onWallClock(other.at).slice(0, 16)}
            onBlur={({ target }) => begin(target.value)}
            onKeyDown={({ key, currentTarget }) => {
              if (key === 'Enter') begin(currentTarget.value);
            }}
          />
        </label>
      )}
      <To className="button compare-end" href={placeAt({ ...place, compare: null })} how="replace">
        Close
      </To>
      {answer.is === 'trouble' && told === null && (
        <p role="alert">
          The windows cannot be compared now.{' '}
          <button type="button" className="plainly" onClick={again}>
            Try again
          </button>
        </p>
      )}
      {told !== null && (
        <div className={answer.is === 'here' ? 'compare-told' : 'compare-told before'}>
          <p className="compare-counts">
            {told.partial && 'About '}
            {told.here.count.toLocaleString('en-GB')} {told.here.count === 1 ? 'change' : 'changes'} here,{' '}
            {told.there.count.toLocaleString('en-GB')} there.
            {told.partial && ' Estimated: so much happened that only a part was looked at.'}
            {isAlike([told.services, told.kinds, told.actors]) &&
              ' Nothing differs more than chance would have it.'}
          </p>
          <div className="compare-sorts">
            {sorts.map(({ of, field, title }) => (
              <List
                key={of}
                title={title}
                field={field}
                differences={told[of]}
                partial={told.partial}
                hrefOf={hrefOf}
              />
            ))}
          </div>
        </div>
      )}
    </section>
  );
};
