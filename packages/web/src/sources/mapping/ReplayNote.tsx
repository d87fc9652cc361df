import type { ReplayState } from '@nightjar/sdk/wire';
import { useEffect, useRef } from 'react';
import { useReplay } from './useReplay.ts';

const says = ({ state, source, done, of, why, replayed }: ReplayState): string => {
  switch (state) {
    case 'waiting':
      return `The past of ${source} is read again in a moment`;
    case 'running':
      return of === null ? `Reading ${source} again` : `Reading ${source} again: ${done} of ${of}`;
    case 'done':
      return `${source} read again: ${replayed?.changed ?? 0} of ${replayed?.deliveries ?? 0} deliveries corrected`;
    case 'failed':
      return `${source} could not be read again: ${why} It is tried again by itself.`;
  }
};

type ReplayNoteProps = { readonly id: string; readonly onDone?: (state: ReplayState) => void };

/** How far the past is corrected, live. */
export const ReplayNote = ({ id, onDone }: ReplayNoteProps) => {
  const state = useReplay(id);
  const told = useRef(false);
  useEffect(() => {
    if (state?.state !== 'done' || told.current) return;
    told.current = true;
    onDone?.(state);
  }, [state, onDone]);
  if (state === null) return null;
  const { done, of } = state;
  const running = state.state === 'running' && of !== null && of > 0;
  return (
    <span className={`replay ${state.state}`} role="status">
      {running && <progress value={done ?? 0} max={of} aria-label="Deliveries read again" />}
      {says(state)}
    </span>
  );
};
