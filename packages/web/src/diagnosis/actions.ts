import type { Action } from '../actions/action.ts';

/** Asking what probably broke what is looked at. */
export const diagnosisActions = (onAsk: () => void): readonly Action[] => [
  {
    name: 'what-changed',
    label: 'What changed? Ask what probably broke it',
    group: 'Here',
    shortcut: 'd',
    keywords: 'diagnose diagnosis suspects cause broke why incident',
    run: () => {
      onAsk();
      return true;
    },
  },
];
