import type { Diagnosis } from '@nightjar/sdk/wire';
import { type CSSProperties, useMemo, useRef } from 'react';
import { Glyph } from '../../feed/parts/Glyph.tsx';
import { ticksOf } from '../../feed/time/axis.ts';
import { useWidth } from '../../feed/time/useWidth.ts';
import { nowThere } from '../../ui/now.ts';
import { brief } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { clockTime, wholeTime } from '../../ui/time.ts';
import { tookEffect } from '../words.ts';
import { Measured } from './Measured.tsx';
import { lanesOf, type Mark, marksOf, shareIn, windowOf } from './marks.ts';
import './strip.css';

/** Marks closer than this would lie on each other, pixels. */
const gap = 26;

const placed = (share: number, lane = 0): CSSProperties =>
  ({ '--at': share, '--lane': lane }) as CSSProperties;

/** Of which services it is drawn what was measured: of what was paged for, and of what is suspected most. */
const measuredOf = ({ service, services, suspects, verdict }: Diagnosis): readonly string[] => {
  const suspected = (verdict === 'change' ? suspects[0]?.service : undefined) ?? services[0]?.service;
  return [
    ...new Set([service, suspected].filter((it) => it !== null && it !== undefined && it !== '')),
  ] as string[];
};

const words: Readonly<Record<Exclude<Mark['is'], 'suspect'>, string>> = {
  onset: 'It began',
  page: 'The page',
};

const MarkLine = ({ mark, diagnosis }: { readonly mark: Mark; readonly diagnosis: Diagnosis }) => {
  const suspect = mark.suspect === null ? undefined : diagnosis.suspects[mark.suspect];
  return (
    <li className={`strip-event is-${mark.is}`}>
      <time dateTime={new Date(mark.at).toISOString()} title={wholeTime(mark.at)}>
        {clockTime(mark.at)}
      </time>
      {suspect === undefined ? <i aria-hidden="true" /> : <Glyph kind={suspect.kind} />}
      {suspect === undefined ? (
        <b>{mark.is === 'suspect' ? '' : words[mark.is]}</b>
      ) : (
        <span>
          <To href={suspect.address} dir="auto">
            {brief(suspect.title, 160)}
          </To>{' '}
          <span className="muted">{tookEffect(suspect, diagnosis)}</span>
        </span>
      )}
    </li>
  );
};

/** Time around the onset: what was measured, when it began, the page, and when each suspect took effect. In words below it. */
export const Strip = ({ diagnosis }: { readonly diagnosis: Diagnosis }) => {
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot) ?? 0;
  // Renewed with each answer, and not with each second: a line that creeps helps nobody.
  const window = useMemo(() => windowOf(diagnosis, nowThere()), [diagnosis]);
  const marks = useMemo(() => marksOf(diagnosis), [diagnosis]);
  const seen = marks.filter(({ at }) => at >= window.from && at <= window.to);
  const lanes = lanesOf(
    seen.map(({ at }) => shareIn(window, at) * width),
    gap,
  );
  const most = Math.max(
    0,
    ...seen.flatMap(({ suspect }, nth) => (suspect === null ? [] : [lanes[nth] ?? 0])),
  );
  return (
    <section className="strip-of" aria-labelledby="strip-of">
      <h2 id="strip-of">When</h2>
      <div className="strip-plot" ref={plot} style={{ '--lanes': most + 1 } as CSSProperties}>
        <div className="strip-marks" aria-hidden="true">
          {seen.map((mark, nth) => (
            <span
              key={`${mark.is} ${mark.suspect}`}
              className={`strip-mark is-${mark.is} ${mark.suspect === 0 ? 'is-first' : ''}`}
              style={placed(shareIn(window, mark.at), lanes[nth])}
            >
              {mark.suspect !== null && <Glyph kind={diagnosis.suspects[mark.suspect]?.kind ?? 'other'} />}
            </span>
          ))}
        </div>
        {measuredOf(diagnosis).map((service) => (
          <Measured key={service} diagnosis={diagnosis} service={service} window={window} width={width} />
        ))}
        <div className="when-axis" aria-hidden="true">
          {ticksOf(window, Math.max(2, Math.floor(width / 90)), 0.03).map(({ at, label }) => (
            <span key={at} style={placed(shareIn(window, at))}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <ol className="strip-events">
        {marks.map((mark) => (
          <MarkLine key={`${mark.is} ${mark.suspect}`} mark={mark} diagnosis={diagnosis} />
        ))}
      </ol>
    </section>
  );
};
