import type { EntityPage } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';

/** More pages than this are not fetched for one screen. */
const most = 12;

/** What the catalog has of services, by their names as an alert gives them; empty until it is here. What it does not know is left out. */
export const useServices = (names: readonly string[]): ReadonlyMap<string, EntityPage> | null => {
  const wanted = [...new Set(names)].sort().slice(0, most);
  const { answer } = useAnswer(
    wanted.length === 0 ? null : ['services of alerts', ...wanted],
    async (signal) => {
      const pages = await Promise.all(
        wanted.map((name) => nightjar.catalog.entity(name, { signal }).catch(() => null)),
      );
      return new Map(
        pages.flatMap((page, nth) => (page === null ? [] : [[wanted[nth] ?? '', page] as const])),
      );
    },
  );
  return wanted.length === 0 ? new Map() : answer.is === 'trouble' ? new Map() : shown(answer);
};
