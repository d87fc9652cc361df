import { To } from '../../ui/To.tsx';

type LegendProps = {
  readonly down: boolean;
  /** What breaks is looked at: red is that. */
  readonly breaking: boolean;
  /** All that is connected is drawn; what needs nothing and is needed by nothing is not. */
  readonly whole: boolean;
};

/** What the lines mean. */
export const Legend = ({ down, breaking, whole }: LegendProps) => (
  <ul className="legend" aria-label="Legend">
    <li>
      <svg width="30" height="10" aria-hidden="true">
        <path className="tie plain declared" d="M1 5H29" strokeWidth="1.4" />
      </svg>
      declared
    </li>
    <li>
      <svg width="30" height="10" aria-hidden="true">
        <path className="tie plain observed" d="M1 5H29" strokeWidth="1.4" />
      </svg>
      only seen
    </li>
    <li>
      <svg width="30" height="10" aria-hidden="true">
        <path className="tie plain failing" d="M1 5H29" strokeWidth="2.4" />
      </svg>
      {breaking ? 'breaks with it' : 'errors'}
    </li>
    {whole && <li>without what stands alone</li>}
    <li>{down ? 'above needs below' : 'left needs right'}</li>
    <li>
      <To href="/about">laid out by elkjs</To>
    </li>
  </ul>
);
