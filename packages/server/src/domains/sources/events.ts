import type { Fact } from '@nightjar/kernel/fact';

/**
 * How a source is set up. The secret itself is never in a fact: an id, and its last characters to know it by. Who did it is the
 * fact's actor.
 */
export type SetupFact =
  | Fact<'SourceConnected', { readonly source: string }>
  | Fact<
      'SecretMade',
      {
        readonly source: string;
        readonly secret: string;
        /** Empty where the secret is so short that they would tell too much of it. */
        readonly lastFour: string;
        /** The sender's own, rather than one that Nightjar has made. */
        readonly given: boolean;
      }
    >
  | Fact<'SecretRetired', { readonly source: string; readonly secret: string }>
  /** All its secrets are retired with it. */
  | Fact<'SourceDisconnected', { readonly source: string }>;

export const setupStream = (source: string): string => `setup:${source}`;
