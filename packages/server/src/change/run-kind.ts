import type { Kind } from './observation.ts';

/**
 * What a pipeline does, as far as its name says. A guess, on purpose: many teams deploy by a pipeline and report nothing else,
 * and a deploy that is called `other` is the one that nobody finds.
 */
export const kindOfRun = (name: string): Kind => {
  if (/terraform|pulumi|infra/i.test(name)) return 'infrastructure';
  if (/migrat/i.test(name)) return 'schema';
  return /deploy|rollout|promote|(^|[^a-z])(cd|ship)([^a-z]|$)/i.test(name) ? 'deploy' : 'other';
};
