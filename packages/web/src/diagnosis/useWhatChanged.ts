import { useState } from 'react';
import type { Action } from '../actions/action.ts';
import { useActions } from '../actions/registry.ts';
import { askWhatChanged } from './ask.ts';

export type WhatChanged = {
  readonly ask: () => void;
  readonly asking: boolean;
  /** Why there is no answer. */
  readonly says: string | null;
};

/** "What changed?" about a thing of the catalog, for a button; with `offered` also by its key and in the palette. */
export const useWhatChanged = (service: string, name: string, offered = true): WhatChanged => {
  const [asking, setAsking] = useState(false);
  const [says, setSays] = useState<string | null>(null);
  const ask = (): void => {
    if (asking) return;
    setAsking(true);
    setSays(null);
    void askWhatChanged(service).then((why) => {
      setAsking(false);
      setSays(why);
    });
  };
  const action: Action = {
    name: 'what-changed',
    label: `What changed? Ask what probably broke ${name}`,
    group: 'Here',
    shortcut: 'd',
    keywords: 'diagnose diagnosis suspects cause broke why incident',
    run: () => {
      ask();
      return true;
    },
  };
  useActions(offered ? [action] : []);
  return { ask, asking, says };
};
