/** A repository as its host knows it. JSON: it is kept between looks. */
export type Repository = {
  /** The host's own number: a name may change hands. */
  readonly id: string;
  /** `acme/pricing`; groups within groups where the host has them. */
  readonly name: string;
  readonly url: string;
  readonly description: string | null;
  /** The main one; null where nobody knows. */
  readonly language: string | null;
  readonly topics: readonly string[];
  /** Null: nothing is in it yet. */
  readonly branch: string | null;
  readonly archived: boolean;
  readonly fork: boolean;
  /** When something last changed in it, ISO 8601. */
  readonly changedAt: string;
};

/** A file of a repository's default branch. */
export type Entry = {
  readonly path: string;
  /** Git's name for the content: the same name is the same text. */
  readonly blob: string;
};

export type Tree = {
  readonly entries: readonly Entry[];
  /** False: the host would not list everything, so what is missing here may well be there. */
  readonly whole: boolean;
};

/** Lists as they were answered, with the validators (RFC 9110, 8.8) to ask again with. JSON. */
export type Pages = Readonly<
  Record<
    string,
    { readonly etag: string; readonly repositories: readonly Repository[]; readonly more: boolean }
  >
>;

/** An organisation or group of a host of code: read, never written. What cannot be read is thrown as `Unread`. */
export type CodeHost = {
  /** `github acme`: what its discoverer is called. */
  readonly name: string;
  /** `github.com/acme`: what the origins of its repositories begin with. */
  readonly origin: string;
  /** `github.com/acme/pricing`. */
  readonly originOf: (repository: Pick<Repository, 'name'>) => string;
  /** All of them, or none. Pages that have not changed since `known` are not sent again. */
  readonly repositories: (
    known: Pages,
    signal: AbortSignal,
  ) => Promise<{ readonly repositories: readonly Repository[]; readonly pages: Pages }>;
  readonly tree: (repository: Repository, signal: AbortSignal) => Promise<Tree>;
  readonly text: (repository: Repository, entry: Entry, signal: AbortSignal) => Promise<string>;
  /**
   * For so long after a change there may be another that `changedAt` does not tell of; 0 where it always does.
   */
  readonly blindMs: number;
};

/** What kept a host from answering. */
export type Because =
  /** The credentials do not reach so far: 401, 403. */
  | { readonly is: 'refused' }
  /** Its limit is reached; it may be asked again after so long, where it says. */
  | { readonly is: 'limited'; readonly afterMs: number }
  | { readonly is: 'trouble' };

/** A host did not answer with what was asked for. Its words never repeat the host's own, nor an address or a token. */
export class Unread extends Error {
  /** `now`: asking for anything else would fare no better. `this`: only of what was asked for. */
  readonly concerns: 'now' | 'this';
  readonly because: Because;

  constructor(says: string, concerns: 'now' | 'this' = 'this', because: Because = { is: 'trouble' }) {
    super(says);
    this.name = 'Unread';
    this.concerns = concerns;
    this.because = because;
  }
}

/** The built-in `fetch`, or one with bounds of its own around it. */
export type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;
