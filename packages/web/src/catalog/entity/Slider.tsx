import { useEffect, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { clockTime, wholeTime } from '../../ui/time.ts';
import { instantOf, stopsOf } from './moments.ts';

type SliderProps = {
  readonly moments: readonly string[];
  readonly at: string | null;
  /** Null for now. */
  readonly onMove: (at: string | null) => void;
};

/** So that a thumb drawn across fifty moments asks for a few pages, not for fifty. */
const restMs = 120;
/** More marks are a bar. */
const mostMarks = 120;

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Every moment at which it became another, oldest left, now at the right end. */
export const Slider = ({ moments, at, onMove }: SliderProps) => {
  const stops = stopsOf(moments, at);
  const [stop, setStop] = useState(stops.at);
  useEffect(() => setStop(stops.at), [stops.at]);
  useEffect(() => {
    if (stop === stops.at) return;
    const timer = setTimeout(() => onMove(instantOf(stops, stop)), restMs);
    return () => clearTimeout(timer);
  });
  const last = stops.moments.length;
  if (last === 0) return null;
  const moment = stops.moments[stop];
  const first = stops.moments[0] ?? 0;
  const words = moment === undefined ? 'Now' : `${date.format(moment)}, ${clockTime(moment)}`;
  const step = (by: number): void => setStop((now) => Math.min(last, Math.max(0, now + by)));
  return (
    <section className={moment === undefined ? 'slider' : 'slider past'} aria-label="When it is looked at">
      <button
        type="button"
        className="bare"
        disabled={stop === 0}
        onClick={() => step(-1)}
        aria-label="The moment before"
        title="The moment before"
      >
        <Icon size={14}>
          <path d="M9 3 5 7l4 4" />
        </Icon>
      </button>
      <span className="slider-end">{date.format(first)}</span>
      <span className="slider-way">
        <svg viewBox={`0 0 ${last} 1`} preserveAspectRatio="none" aria-hidden="true">
          {last <= mostMarks &&
            stops.moments.map((it, index) => (
              <path key={it} d={`M${index} 0V1`} vectorEffect="non-scaling-stroke" />
            ))}
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          value={stop}
          aria-label="Look at it as of"
          aria-valuetext={moment === undefined ? 'now' : wholeTime(moment)}
          onChange={({ target }) => setStop(Number(target.value))}
        />
      </span>
      <button
        type="button"
        className="bare"
        disabled={stop === last}
        onClick={() => step(1)}
        aria-label="The moment after"
        title="The moment after"
      >
        <Icon size={14}>
          <path d="m5 3 4 4-4 4" />
        </Icon>
      </button>
      <output className="slider-now">
        <strong>{words}</strong>
        <span>
          {moment === undefined
            ? `${last} ${last === 1 ? 'moment' : 'moments'}`
            : `moment ${stop + 1} of ${last}`}
        </span>
      </output>
    </section>
  );
};
