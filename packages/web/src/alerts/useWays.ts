import type { EntityPage, Who } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { type Link, openedFrom, type Way } from './reach.ts';

export type WaysOn = {
  /** A tap each, in the order in which they help at night. */
  readonly ways: readonly Way[];
  /** Null until it is known who answers for it. */
  readonly who: Who | null;
  /** Whether that is on its way. */
  readonly awaited: boolean;
};

/** Whom to call about a thing and where to look; `links` leads before what the thing itself has. */
export const useWays = (links: readonly Link[], page: EntityPage | null): WaysOn => {
  const { answer } = useAnswer(page === null ? null : ['who', page.ref, null], (signal) =>
    nightjar.catalog.who(page?.ref ?? '', { signal }),
  );
  const who = page === null ? null : shown(answer);
  return { ways: openedFrom(links, page, who?.contacts ?? []), who, awaited: answer.is === 'awaited' };
};
