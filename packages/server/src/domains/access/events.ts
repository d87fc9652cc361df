import type { Right } from '@nightjar/kernel/caller';
import type { Fact } from '@nightjar/kernel/fact';

/** Who did it is the fact's actor. Hashes only: no secret, code or password is ever in a fact. Times are ISO 8601. */
export type TokenFact =
  | Fact<
      'TokenIssued',
      {
        readonly name: string;
        readonly rights: readonly Right[];
        readonly hash: string;
        /** The beginning of the token, to recognise it by. */
        readonly prefix: string;
        readonly expiresAt: string | null;
      }
    >
  /** The hash before this one holds until `previousUntil`. */
  | Fact<'TokenRotated', { readonly hash: string; readonly prefix: string; readonly previousUntil: string }>
  | Fact<'TokenRevoked', Record<never, never>>
  /** At most one an hour. */
  | Fact<'TokenUsed', { readonly usedAt: string }>;

/** A password as it is kept: Argon2id (RFC 9106) with its parameters, so that they can be raised later. */
export type PasswordHash = {
  readonly algorithm: 'argon2id';
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  /** Base64. */
  readonly salt: string;
  readonly hash: string;
};

export type PersonFact =
  | Fact<
      'PersonInvited',
      {
        readonly name: string;
        readonly rights: readonly Right[];
        readonly codeHash: string;
        readonly expiresAt: string;
      }
    >
  | Fact<
      'PersonJoined',
      { readonly name: string; readonly rights: readonly Right[]; readonly password: PasswordHash }
    >
  | Fact<'PersonRemoved', Record<never, never>>;

export type SessionFact =
  | Fact<
      'SessionOpened',
      {
        readonly person: string;
        readonly hash: string;
        readonly expiresAt: string;
        /** The position of the joining that it rests on: it ends with it. The earliest sessions lack it, and have ended. */
        readonly joined?: number;
      }
    >
  | Fact<'SessionExtended', { readonly expiresAt: string }>
  | Fact<'SessionClosed', Record<never, never>>;
