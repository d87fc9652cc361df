import type { ReplayState } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';

const everyMs = 700;

/** How far a replay is, asked again until it is over; null while nothing is known, or without an id. */
export const useReplay = (id: string | null): ReplayState | null => {
  const [state, setState] = useState<ReplayState | null>(null);
  useEffect(() => {
    setState(null);
    if (id === null) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      try {
        const now = await nightjar.mapping.replayOf(id, { signal: stop.signal });
        setState(now);
        if (now.state === 'done') return;
      } catch {
        // The next look may succeed.
      }
      if (!stop.signal.aborted) timer = setTimeout(() => void look(), everyMs);
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id]);
  return state;
};
