import { To } from '../../ui/To.tsx';
import { chips, isOn, toggled } from '../chips.ts';
import { attentionAt } from '../ways.ts';

type QuickChipsProps = {
  readonly q: string;
  readonly at: string | null;
  /** How many match; null where that is not known. */
  readonly total: number | null;
  readonly onAsk: (q: string) => void;
};

/** What is asked for most, one tap each; and how much of the catalog wants attention. */
export const QuickChips = ({ q, at, total, onAsk }: QuickChipsProps) => (
  <div className="quick">
    <ul className="quick-chips" aria-label="Narrow the list">
      {chips.map((chip) => (
        <li key={chip.term} className={chip.group ?? 'flag'}>
          <button
            type="button"
            aria-pressed={isOn(q, chip)}
            title={chip.term}
            onClick={() => onAsk(toggled(q, chip))}
          >
            {chip.label}
          </button>
        </li>
      ))}
    </ul>
    <span className="quick-total" role="status">
      {total !== null && `${total.toLocaleString('en')} ${total === 1 ? 'entry' : 'entries'}`}
    </span>
    <To className="quick-attention" href={attentionAt({ at })}>
      Needs attention
    </To>
  </div>
);
