import type { TriedMapping } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { type Trouble, troubleFrom } from '../../ui/trouble.ts';

export type Expressions = Readonly<Record<string, string>>;

export type Trial = {
  /** Of the mapping before, while `busy`. */
  readonly tried: TriedMapping | null;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
};

/** While one types; and how often it is looked whether a first payload has come. */
const [afterMs, waitingMs] = [350, 3_000];

/** What the last payloads would become by what is written, as it is written. */
export const useTrial = (name: string, mapping: Expressions | null): Trial => {
  const [trial, setTrial] = useState<Trial>({ tried: null, busy: true, trouble: null });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(mapping);
  const isEmpty = trial.tried?.payloads.length === 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    if (key === 'null') return;
    const stop = new AbortController();
    setTrial((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      nightjar.custom.try(name, JSON.parse(key) as Expressions, { signal: stop.signal }).then(
        (tried) => setTrial({ tried, busy: false, trouble: null }),
        (error: unknown) => {
          if (!stop.signal.aborted)
            setTrial((before) => ({ ...before, busy: false, trouble: troubleFrom(error) }));
        },
      );
    }, afterMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [name, key, round]);

  useEffect(() => {
    if (!isEmpty) return;
    const timer = setInterval(() => setRound((n) => n + 1), waitingMs);
    return () => clearInterval(timer);
  }, [isEmpty]);

  return trial;
};
