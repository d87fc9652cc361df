import { useState } from 'react';
import { draftOf, dropDraft, noteDraft } from './drafts.ts';

export type Draft<T> = {
  readonly value: T;
  readonly set: (to: T) => void;
  /** It was sent, or given up: from now on it is no draft. */
  readonly done: () => void;
  /** It was begun before this screen was opened. */
  readonly begun: boolean;
};

type DraftOptions = {
  /** Held in memory alone: on no disk, and gone with a reload. */
  readonly secret?: boolean;
};

/** State of a form that survives a reload, a session that ends in mid-sentence, and an update. `key` says what it is for. */
export const useDraft = <T>(key: string, initial: T, { secret = false }: DraftOptions = {}): Draft<T> => {
  const [begun] = useState(() => draftOf(key) !== null);
  const [value, setValue] = useState<T>(() => (draftOf(key) as T | null) ?? initial);
  return {
    value,
    begun,
    set: (to) => {
      setValue(to);
      if (to === initial) dropDraft(key);
      else noteDraft(key, to, secret);
    },
    done: () => dropDraft(key),
  };
};
