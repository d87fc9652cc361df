import type { EntityPage } from '@nightjar/sdk/wire';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { wholeTime } from '../../ui/time.ts';

/** Without who reads it: that stands beneath. */
const placeOf = (source: string): string => source.slice(source.indexOf(':') + 1);

const Told = ({ sources }: { readonly sources: EntityPage['sources'] }) => (
  <section className="card sources">
    <h2>Sources</h2>
    <ul>
      {sources.map(({ source, by, at, lastSeen, failure }) => {
        const heard = Date.parse(lastSeen ?? at);
        return (
          <li key={source}>
            <span className="source" title={source}>
              <bdi>{plain(placeOf(source))}</bdi>
            </span>
            <span className="age" title={`${lastSeen === null ? 'Said' : 'Seen'} ${wholeTime(heard)}`}>
              <Age at={heard} />
            </span>
            <span className="by">{by}</span>
            {failure !== null && (
              <p className="failure">
                <span className="unseen">It cannot be reached: </span>
                {plain(failure)}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  </section>
);

/** Who speaks of it, how old their word is, and which of them cannot be heard now; of what is gone nobody does. */
export const Sources = ({ sources }: { readonly sources: EntityPage['sources'] }) =>
  sources.length === 0 ? null : <Told sources={sources} />;
