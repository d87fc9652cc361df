import type { Change } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { notOwn } from './ways.ts';

/** More are in the feed. */
const most = 3;

/** What arrives while one looks on, the newest first, each change as it stands by now. */
export const useArrivals = (): readonly Change[] => {
  const [arrived, setArrived] = useState<readonly Change[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const listen = async (): Promise<void> => {
      for await (const heard of nightjar.changes.follow({ q: notOwn, signal: stop.signal }))
        if (heard.is === 'change')
          setArrived((them) =>
            [heard.change, ...them.filter(({ id }) => id !== heard.change.id)].slice(0, most),
          );
    };
    // Who is signed out, or cannot be told, is told by what else the page asks for.
    listen().catch(() => {});
    return () => stop.abort();
  }, []);
  return arrived;
};
