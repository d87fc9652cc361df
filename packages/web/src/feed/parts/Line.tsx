import type { Change } from '@nightjar/sdk/wire';
import { memo } from 'react';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { clockTime, wholeTime } from '../../ui/time.ts';
import { versionStep } from '../version.ts';
import { Detail } from './Detail.tsx';
import { Environment } from './Environment.tsx';
import { Glyph } from './Glyph.tsx';
import { StatusMark } from './StatusMark.tsx';
import { Who } from './Who.tsx';

export type LineProps = {
  readonly change: Change;
  readonly open: boolean;
  /** It came while one looked on. */
  readonly arrived: boolean;
  /** It matches the filter no more. */
  readonly leaving: boolean;
  readonly onToggle: (id: string) => void;
  readonly onFilter: (term: string) => void;
};

const Services = ({ change }: { readonly change: Change }) => {
  const [first, ...others] = change.services;
  if (first === undefined)
    return <bdi className="services none">{change.kind === 'catalog' ? '–' : change.source}</bdi>;
  return (
    <span className={others.length === 0 ? 'services only' : 'services'} title={change.services.join(', ')}>
      {change.services.length > 3 ? (
        `${change.services.length} services`
      ) : (
        <>
          <bdi>{plain(first)}</bdi>
          {others.length > 0 && <span className="more"> +{others.length}</span>}
        </>
      )}
    </span>
  );
};

/** One change, one line; opens in place. */
export const Line = memo(({ change, open, arrived, leaving, onToggle, onFilter }: LineProps) => {
  const at = Date.parse(change.at);
  const step = versionStep(change.title, change.version, change.previousVersion);
  const detail = `detail-${change.id}`;
  return (
    <li className={`line${open ? ' open' : ''}${arrived ? ' arrived' : ''}${leaving ? ' leaving' : ''}`}>
      <button
        type="button"
        className={`row ${change.status}`}
        data-change={change.id}
        aria-expanded={open}
        aria-controls={open ? detail : undefined}
        onClick={() => onToggle(change.id)}
      >
        <span className="when" title={wholeTime(at)}>
          <time dateTime={change.at}>{clockTime(at)}</time>
          <span className="age">
            <Age at={at} />
          </span>
        </span>
        <Glyph kind={change.kind} />
        <Services change={change} />
        <span className="what">
          <span className="title" dir="auto">
            {plain(change.title.slice(0, 300))}
          </span>
          {step !== null && <span className="step">{step}</span>}
          {change.summary !== null && (
            <span className="summary" dir="auto">
              {plain(change.summary.slice(0, 300))}
            </span>
          )}
        </span>
        <StatusMark change={change} />
        <span className="where">
          {change.environment !== null && <Environment name={change.environment} />}
        </span>
        <Who actor={change.actor} />
      </button>
      {open && <Detail id={detail} change={change} onFilter={onFilter} />}
    </li>
  );
});
