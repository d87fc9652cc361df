import { go } from '../../../ui/place.ts';
import { type FeedPlace, placeAt } from '../address.ts';
import { type Window, written } from '../window.ts';
import { otherIn, otherInWords, otherWindow } from './other.ts';

const usual = ['before', '-1d', '-7d'] as const;

type CompareChoiceProps = { readonly place: FeedPlace; readonly span: Window };

/** With which window the one that is shown is compared. */
export const CompareChoice = ({ place, span }: CompareChoiceProps) => {
  const other = otherIn(place.compare);
  const chosen = other === null ? '' : other.is === 'from' ? 'from' : (place.compare ?? '');
  const told = [
    ...usual,
    ...(chosen === '' || chosen === 'from' || usual.some((it) => it === chosen) ? [] : [chosen]),
  ];
  const choose = (value: string): void => {
    const dayBefore = otherWindow(span, { is: 'days ago', days: 1 });
    const compare = value === '' ? null : value === 'from' ? written(dayBefore.from) : value;
    go(placeAt({ ...place, compare }), 'replace');
  };
  return (
    <label className="compare-choice">
      <span className="unseen">Compare with</span>
      <select value={chosen} onChange={({ target }) => choose(target.value)}>
        <option value="">Compare with…</option>
        {told.map((it) => {
          const says = otherIn(it);
          return (
            <option key={it} value={it}>
              {says === null ? it : otherInWords(says)}
            </option>
          );
        })}
        <option value="from">another window</option>
      </select>
    </label>
  );
};
