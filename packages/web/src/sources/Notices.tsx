import type { SourcePage } from '@nightjar/sdk/wire';
import { useNow } from '../ui/now.ts';
import { age } from '../ui/time.ts';
import { ownName } from './ways.ts';
import { clockWords, howOften, refusedWords } from './words.ts';

/** Refusals since something genuine came. Before that, they stand where the first delivery is waited for. */
const Refused = ({ page: { source, refused } }: { readonly page: SourcePage }) => {
  const now = useNow();
  const latest = refused.find(({ verdict }) => verdict !== 'unsigned' && verdict !== 'no-secret');
  if (source.state !== 'failing' || source.lastDelivery === null || latest === undefined) return null;
  return (
    <p className="source-notice bad" role="alert">
      <b>{refusedWords[latest.verdict]}</b> {howOften(latest.count, age(Date.parse(latest.last), now))}.
    </p>
  );
};

/** What somebody should know of a source before they look at what came from it. */
export const Notices = ({ page }: { readonly page: SourcePage }) => {
  const { source, secrets, fromEnvironment } = page;
  const isShut = fromEnvironment === 0 && secrets.length > 0 && secrets.every(({ is }) => is !== 'open');
  return (
    <>
      {isShut && (
        <p className="source-notice bad" role="alert">
          <b>{source.why}</b>
        </p>
      )}
      <Refused page={page} />
      {source.unread > 0 && (
        <p className="source-notice warn">
          <b>{source.unread === 1 ? 'A delivery' : `${source.unread} deliveries`} could not be read.</b>{' '}
          {ownName(source.name) === null
            ? 'Nothing is lost: the bodies are kept, and can be read again when Nightjar has learnt to.'
            : 'Nothing is lost: the bodies are kept, and are read when a mapping is published.'}
        </p>
      )}
      {source.clockAheadMs !== 0 && <p className="source-notice">{clockWords(source.clockAheadMs)}</p>}
    </>
  );
};
