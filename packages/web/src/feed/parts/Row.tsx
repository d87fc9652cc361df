import type { Change } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { brief, plain } from '../../ui/plain.ts';
import { lineId } from '../folding.ts';
import { When } from '../time/When.tsx';
import { versionStep } from '../version.ts';
import { Environment } from './Environment.tsx';
import { Glimpse } from './Glimpse.tsx';
import { Glyph } from './Glyph.tsx';
import { Several } from './Several.tsx';
import { StatusMark } from './StatusMark.tsx';
import { Who } from './Who.tsx';

export type RowProps = {
  readonly change: Change;
  readonly open: boolean;
  /** It flies past. */
  readonly glimpsed?: boolean;
  readonly onToggle: (id: string) => void;
  /** What is below it while it is open, under the id `detailId`. */
  readonly children?: ReactNode;
};

/** For a tooltip: as many names as one reads there. */
const namesOf = (services: readonly string[]): string =>
  [
    ...services.slice(0, 20).map(plain),
    ...(services.length > 20 ? [`and ${services.length - 20} more`] : []),
  ].join(', ');

const Services = ({ change }: { readonly change: Change }) => {
  const [first, ...others] = change.services;
  if (change.bundled !== null && change.bundled.services > 1)
    return <span className="services">{change.bundled.services} services</span>;
  if (first === undefined)
    return <bdi className="services none">{change.kind === 'catalog' ? '–' : brief(change.source, 80)}</bdi>;
  return (
    <span className={others.length === 0 ? 'services only' : 'services'} title={namesOf(change.services)}>
      {change.services.length > 3 ? (
        `${change.services.length} services`
      ) : (
        <>
          <bdi>{brief(first, 80)}</bdi>
          {others.length > 0 && <span className="more"> +{others.length}</span>}
        </>
      )}
    </span>
  );
};

/** Where the newest of several failed and others did not, the line has not failed: it says how many have. */
const isWhole = ({ status, bundled }: Change): boolean =>
  bundled === null || bundled.failed === bundled.count || (status !== 'failed' && status !== 'reverted');

export const detailId = (change: Change): string => `detail-${lineId(change)}`;

const Whole = ({ change }: { readonly change: Change }) => {
  const { bundled } = change;
  const title = bundled?.title ?? change.title;
  const step = versionStep(title, change.version, change.previousVersion);
  return (
    <>
      <When at={change.at} />
      <Glyph kind={change.kind} priority={change.priority} />
      <Services change={change} />
      <span className={bundled === null ? 'what' : 'what of-several'}>
        <span className="title" dir="auto">
          {brief(title)}
        </span>
        {bundled !== null && <Several bundled={bundled} />}
        {step !== null && <span className="step">{step}</span>}
        {change.summary !== null && bundled === null && (
          <span className="summary" dir="auto">
            {brief(change.summary)}
          </span>
        )}
      </span>
      {isWhole(change) ? <StatusMark change={change} /> : <span className="status" />}
      <span className="where">
        {change.environment !== null && (bundled?.environments ?? 1) <= 1 && (
          <Environment name={change.environment} />
        )}
      </span>
      <Who actor={change.actor} />
    </>
  );
};

/** What stands in an item of the list: one change, or what several are told as. */
export const Row = ({ change, open, glimpsed = false, onToggle, children }: RowProps) => {
  const name = lineId(change);
  return (
    <>
      <button
        type="button"
        className={`row ${isWhole(change) ? change.status : 'finished'}`}
        data-change={name}
        aria-expanded={open}
        aria-controls={open ? detailId(change) : undefined}
        onClick={() => onToggle(name)}
      >
        {glimpsed ? <Glimpse change={change} /> : <Whole change={change} />}
      </button>
      {children}
    </>
  );
};
