import type { Decider } from '@nightjar/kernel/decide';
import type { SetupFact } from './events.ts';
import { refuse } from './refusals.ts';

export type SetupSecret = { readonly id: string; readonly lastFour: string; readonly given: boolean };

export type SetUp =
  | { readonly is: 'disconnected' }
  /** The oldest secret first; at least one. */
  | { readonly is: 'connected'; readonly secrets: readonly SetupSecret[] };

/** Enough for any rotation; every one of them is tried for every delivery. */
export const mostSecrets = 4;

const secretsOf = (setUp: SetUp): readonly SetupSecret[] => (setUp.is === 'connected' ? setUp.secrets : []);

export const setupDecider: Decider<SetUp, SetupFact> = {
  initial: { is: 'disconnected' },
  evolve: (setUp, fact) => {
    switch (fact.type) {
      case 'SourceConnected':
        return { is: 'connected', secrets: [] };
      case 'SecretMade': {
        const { secret: id, lastFour, given } = fact.data;
        return { is: 'connected', secrets: [...secretsOf(setUp), { id, lastFour, given }] };
      }
      case 'SecretRetired':
        return { is: 'connected', secrets: secretsOf(setUp).filter(({ id }) => id !== fact.data.secret) };
      case 'SourceDisconnected':
        return { is: 'disconnected' };
    }
  },
};

/** The first secret connects the source; another stands beside it, so that the sender can be changed over without a gap. */
export const makeSecret =
  (source: string, { id, lastFour, given }: SetupSecret) =>
  (setUp: SetUp): SetupFact[] => {
    const secrets = secretsOf(setUp);
    if (secrets.some((it) => it.id === id)) return [];
    if (secrets.length >= mostSecrets)
      throw refuse('source.secrets-many', { detail: `This source has ${secrets.length} secrets already.` });
    const made: SetupFact = { type: 'SecretMade', data: { source, secret: id, lastFour, given } };
    return setUp.is === 'connected' ? [made] : [{ type: 'SourceConnected', data: { source } }, made];
  };

/** Without its last secret a source is not connected any more. */
export const retireSecret =
  (source: string, id: string) =>
  (setUp: SetUp): SetupFact[] => {
    const secrets = secretsOf(setUp);
    if (!secrets.some((it) => it.id === id)) throw refuse('source.secret-unknown');
    return secrets.length === 1
      ? [{ type: 'SourceDisconnected', data: { source } }]
      : [{ type: 'SecretRetired', data: { source, secret: id } }];
  };

export const disconnect =
  (source: string) =>
  (setUp: SetUp): SetupFact[] => {
    if (setUp.is === 'disconnected') throw refuse('source.not-connected');
    return [{ type: 'SourceDisconnected', data: { source } }];
  };
