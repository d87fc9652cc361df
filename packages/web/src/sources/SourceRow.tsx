import type { SourceCard } from '@nightjar/sdk/wire';
import { Age } from '../ui/Age.tsx';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { StateMark } from './StateMark.tsx';
import { sourceAt } from './ways.ts';
import { dayWords } from './words.ts';

/** A source in the list: what it is, how it stands, and what came lately. */
export const SourceRow = ({ source }: { readonly source: SourceCard }) => {
  const { name, title, brings, state, why, lastDelivery } = source;
  const isConnected = state !== 'unconnected';
  return (
    <li>
      <To className={`source-row ${isConnected ? 'connected' : ''}`} href={sourceAt(name)} data-source={name}>
        <span className="source-name">{plain(title)}</span>
        {isConnected && <StateMark state={state} />}
        <span className={why === null ? 'source-says' : 'source-says bad'}>{plain(why ?? brings)}</span>
        {isConnected && <span className="source-day">{dayWords(source)}</span>}
        {isConnected && (
          <span className="source-last">
            {lastDelivery === null ? '' : <Age at={Date.parse(lastDelivery)} />}
          </span>
        )}
      </To>
    </li>
  );
};
