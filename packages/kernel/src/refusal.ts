/** An expected "no". Only `http/problem.ts` knows which status a kind becomes. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'busy'
  | 'unavailable';

export type RefusalEntry = {
  readonly kind: RefusalKind;
  /** One sentence that is true of every case. */
  readonly says: string;
  /** What to do about it. */
  readonly next: string;
};

export type RefusalDetail = {
  /** This case: which name, which value, which limit. Never a secret. */
  readonly detail?: string;
  /** What to do in this case, where that is more than what can be done in every one. */
  readonly next?: string;
  /** JSON pointer (RFC 6901) to the offending field of the body. */
  readonly pointer?: string;
  /** Offset in the text that was refused, for a filter. */
  readonly offset?: number;
  readonly retryAfterSeconds?: number;
  /** Every fault of an input that was checked as a whole, the first of them `pointer`'s. */
  readonly faults?: readonly Fault[];
};

/** One thing wrong with an input: where (RFC 6901), and what, in words. */
export type Fault = { readonly pointer: string; readonly says: string };

export class Refusal extends Error {
  readonly code: string;
  readonly entry: RefusalEntry;
  readonly where: RefusalDetail;

  constructor(code: string, entry: RefusalEntry, where: RefusalDetail = {}) {
    super(where.detail ?? entry.says);
    this.name = 'Refusal';
    this.code = code;
    this.entry = entry;
    this.where = where;
  }
}

const catalogue = new Map<string, RefusalEntry>();

/**
 * Declares the refusals of one room of the house and answers the function that makes them.
 * Codes are stable: docs/reference/refusals.md lists them, and a retired code is never used again.
 */
export const refusals = <Code extends string>(entries: Record<Code, RefusalEntry>) => {
  for (const [code, entry] of Object.entries<RefusalEntry>(entries)) {
    if (catalogue.has(code)) throw new Error(`Two refusals share the code ${code}.`);
    catalogue.set(code, entry);
  }
  return (code: Code, where?: RefusalDetail): Refusal => new Refusal(code, entries[code], where);
};

/** Every refusal declared by the modules loaded so far, by code. */
export const declaredRefusals = (): ReadonlyMap<string, RefusalEntry> => new Map([...catalogue].sort());
