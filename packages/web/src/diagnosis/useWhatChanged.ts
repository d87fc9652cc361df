import { useState } from 'react';
import { useActions } from '../actions/registry.ts';
import { diagnosisActions } from './actions.ts';
import { askWhatChanged } from './ask.ts';

export type WhatChanged = {
  readonly ask: () => void;
  readonly asking: boolean;
  /** Why there is no answer. */
  readonly says: string | null;
};

/** "What changed?" about a thing of the catalog, for a button; with `offered` also by its key and in the palette. */
export const useWhatChanged = (service: string, offered = true): WhatChanged => {
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
  useActions(offered ? diagnosisActions(ask) : []);
  return { ask, asking, says };
};
