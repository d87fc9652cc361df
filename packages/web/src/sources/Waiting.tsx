import type { SourcePage } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { useNow } from '../ui/now.ts';
import { age } from '../ui/time.ts';
import { howOften, outcomeWords, refusedWords } from './words.ts';

/** Whether this page was open, and waiting, when the first delivery came. */
const useAwaited = (isWaiting: boolean): boolean => {
  const [awaited, setAwaited] = useState(false);
  useEffect(() => {
    if (isWaiting) setAwaited(true);
  }, [isWaiting]);
  return awaited;
};

/** Waits for the first delivery before the reader's eyes: says what was wrong with one that was refused, and when one has come. */
export const Waiting = ({ page }: { readonly page: SourcePage }) => {
  const { source, recent, refused } = page;
  const now = useNow();
  const isWaiting = source.lastDelivery === null && source.state !== 'unconnected';
  const awaited = useAwaited(isWaiting);
  const first = recent.at(-1);
  if (isWaiting) {
    const latest = refused.find(({ verdict }) => verdict !== 'no-secret');
    return (
      <div className="waiting-first" role="status">
        {latest !== undefined && (
          <p className="source-notice bad">
            <b>{refusedWords[latest.verdict]}</b>{' '}
            <span>{howOften(latest.count, age(Date.parse(latest.last), now))}.</span>
          </p>
        )}
        <p className="watching">
          <i className="pulse" aria-hidden="true" /> Waiting for the first delivery…
        </p>
      </div>
    );
  }
  const early = refused.find(({ verdict }) => verdict === 'no-secret');
  if (source.state === 'unconnected' && early !== undefined)
    return (
      <p className="source-notice warn" role="status">
        <b>{refusedWords['no-secret']}</b>{' '}
        <span>{howOften(early.count, age(Date.parse(early.last), now))}.</span>
      </p>
    );
  if (!awaited || first === undefined) return null;
  return (
    <p className="source-notice good" role="status">
      <b>The first delivery has come: {first.event ?? first.delivery}.</b> It was{' '}
      {outcomeWords[first.outcome]}
      {first.why === null ? '.' : `: ${first.why}`}
    </p>
  );
};
