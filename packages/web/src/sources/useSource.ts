import type { SourceList, SourcePage } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { type Asked, useAnswer } from '../ui/useAnswer.ts';

/** While the first delivery is waited for, and when all is well. */
const [waitingMs, calmMs] = [2000, 10_000];

/** A source as it stands, live; null asks for none. */
export const useSource = (name: string | null): Asked<SourcePage> =>
  useAnswer(
    name === null ? null : ['source', name],
    (signal) => nightjar.sources.show(name ?? '', { signal }),
    (last) => (last?.source.lastDelivery === null ? waitingMs : calmMs),
  );

/** All of them, live. */
export const useSources = (): Asked<SourceList> =>
  useAnswer(
    ['sources'],
    (signal) => nightjar.sources.list({ signal }),
    () => calmMs,
  );
