import type { UnmappedItem } from '@nightjar/sdk/wire';
import { Age } from '../../ui/Age.tsx';
import { feedAt } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { MapIt } from './MapIt.tsx';
import { calledOf, type Settled } from './settle.ts';

const how: Readonly<Record<UnmappedItem['settledBy'], string>> = {
  rule: 'by a rule, for the past too',
  alias: 'as an alias, for the past too',
  default: 'as the default of the source',
};

type UnmappedRowProps = {
  readonly item: UnmappedItem;
  readonly mayEdit: boolean;
  readonly onSettled: (item: UnmappedItem, settled: Settled) => void;
};

/** What a source calls something, how often, and what it may be. */
export const UnmappedRow = ({ item, mayEdit, onSettled }: UnmappedRowProps) => {
  const { source, join, value, reports, last, examples, near, settledBy } = item;
  return (
    <li className="unmapped-row">
      <div className="unmapped-what">
        <span className="tag">{plain(source)}</span>
        <span className="unmapped-name" dir="auto">
          {join !== null && <span className="muted">{plain(join)} </span>}
          {value === '' ? <span className="muted">names nothing</span> : <bdi>{plain(value)}</bdi>}
        </span>
      </div>
      <p className="unmapped-told">
        {reports} {reports === 1 ? 'report' : 'reports'} ·{' '}
        <time dateTime={last} title={`The last: ${wholeTime(Date.parse(last))}`}>
          <Age at={Date.parse(last)} />
        </time>
        {examples.length > 0 && (
          <>
            {' · '}
            <To href={feedAt(`id:${examples.join(',')}`)}>see {examples.length === 1 ? 'it' : 'some'}</To>
          </>
        )}
      </p>
      {mayEdit ? (
        <div className="unmapped-settle">
          <MapIt item={item} onSettled={(settled) => onSettled(item, settled)} />
          <span className="unseen">
            {calledOf(item)}: {how[settledBy]}
          </span>
        </div>
      ) : (
        <p className="unmapped-settle muted">{near.length > 0 && `perhaps ${near.map(plain).join(', ')}`}</p>
      )}
    </li>
  );
};
