import type { Kind, Phase } from './wire.ts';

/** Every word of a union, once: a word the server gains or loses is a type error here. */
const all =
  <Word extends string>() =>
  <const Words extends readonly Word[]>(words: [Word] extends [Words[number]] ? Words : never): Words =>
    words;

export const kinds = all<Kind>()([
  'deploy',
  'flag',
  'config',
  'infrastructure',
  'scale',
  'schema',
  'experiment',
  'certificate',
  'oncall',
  'catalog',
  'other',
]);

export const phases = all<Phase>()([
  'planned',
  'started',
  'progressed',
  'finished',
  'failed',
  'cancelled',
  'reverted',
]);
