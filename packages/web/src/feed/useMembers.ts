import type { Bundled, Change } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Trouble, troubleFrom } from '../ui/trouble.ts';

type Members =
  | { readonly is: 'loading' }
  | { readonly is: 'here'; readonly changes: readonly Change[] }
  | { readonly is: 'trouble'; readonly trouble: Trouble };

/** As many as are listed in place; the feed lists the others. */
const most = 60;

/** What a line stands for: first what went wrong, then the newest. Asked again when it comes to stand for more. */
export const useMembers = ({ query, count, failed, last }: Bundled): Members => {
  const [members, setMembers] = useState<Members>({ is: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: with these what it stands for has changed.
  useEffect(() => {
    const stop = new AbortController();
    const list = (q: string) => nightjar.changes.list({ q, view: 'all', limit: most, signal: stop.signal });
    const bad = failed === 0 ? null : list(`${query} status:failed,reverted`);
    Promise.all([bad, list(query)]).then(
      ([wrong, all]) => {
        const first = wrong?.changes ?? [];
        const known = new Set(first.map(({ id }) => id));
        const changes = [...first, ...all.changes.filter(({ id }) => !known.has(id))];
        setMembers({ is: 'here', changes: changes.slice(0, most) });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setMembers({ is: 'trouble', trouble: troubleFrom(error) });
      },
    );
    return () => stop.abort();
  }, [query, count, failed, last]);
  return members;
};
