import type { Setup } from '../../sources/source.ts';
import type { SourcePage } from './wire.ts';

/** Where a source's senders are to send. */
export const urlOf = (base: string, name: string): string => `${base}/hooks/${name}`;

/**
 * The texts of a set-up page with `{url}` filled in. `{secret}` stays: it is shown once, by who has just made it. `{origin}` is the
 * house itself, for senders that append a path of their own.
 */
export const filled = (
  { steps, paste }: Setup,
  { base, name }: { readonly base: string; readonly name: string },
): Pick<SourcePage, 'steps' | 'paste'> => {
  const fill = (text: string): string =>
    text.replaceAll('{url}', () => urlOf(base, name)).replaceAll('{origin}', () => base);
  return {
    steps: steps.map(fill),
    paste: paste === undefined ? null : { ...paste, text: fill(paste.text) },
  };
};
