import type { Kind, Phase, Priority } from './wire.ts';

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

/** What each priority means, for who asks why a change is shown or is not. */
export const priorityInWords: Readonly<Record<Priority, string>> = {
  high: 'could well break something: it failed or was taken back, changes a schema or a certificate, or was done by hand in a console',
  normal: 'changes what runs in production, or where is not known; or a person did it',
  low: 'a robot did it, and it changes nothing that runs in production',
};
