import { nightjar } from '../../nightjar.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { useSources } from '../useSource.ts';
import type { Standing } from './checklist.ts';
import { notOwn } from './ways.ts';

/** How far the set-up is, from what the server has. */
export const useStanding = (): Standing => {
  const heard = useAnswer(['first change'], (signal) =>
    nightjar.changes.list({ q: notOwn, view: 'all', limit: 1, signal }),
  );
  const services = useAnswer(['services and owners'], (signal) =>
    nightjar.catalog.list({ q: 'kind:service -source:nightjar', limit: 200, signal }),
  );
  const sources = useSources();
  const first = shown(heard.answer);
  return {
    heard: first === null ? null : first.changes.length > 0,
    services: shown(services.answer)?.entities ?? null,
    sources: shown(sources.answer)?.sources ?? null,
    onPhone: matchMedia('(pointer: coarse) and (max-width: 760px)').matches,
  };
};
