import { setTimeout as sleep } from 'node:timers/promises';

/** AWS did not answer with what was asked for. Its words are its own name for what happened, never its message. */
export class Unanswered extends Error {
  /** The role may not ask this. */
  readonly denied: boolean;

  constructor(says: string, denied = false) {
    super(says);
    this.name = 'Unanswered';
    this.denied = denied;
  }
}

const words: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'no credentials were found',
  TimeoutError: 'it does not answer',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  // Of what walks over an answer: a list that is a number.
  TypeError: 'what it answered has another shape',
  SyntaxError: 'what it answered cannot be read',
};

const denials = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'NotAuthorized',
  'AuthorizationError',
]);

/** In words of our own: messages of AWS quote roles, accounts and what was sent. */
export const unanswered = (error: unknown): Unanswered => {
  if (error instanceof Unanswered) return error;
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const known = words[String(code)] ?? words[String(name)];
  if (known !== undefined) return new Unanswered(known);
  const said = typeof name === 'string' && /^[A-Za-z]{3,60}$/.test(name) ? name : 'an error';
  return new Unanswered(`it answered ${said}`, denials.has(said));
};

/** A region with 100,000 functions has bought off every quota of Lambda. */
const mostPages = 2000;

export const isArn = (item: unknown): boolean => typeof item === 'string' && item.startsWith('arn:');

/** The SDK's own paginators stop silently at a token that comes again, and half a list would pass for the whole. */
export const everyItem = async <Item>(
  ask: (token: string | undefined) => Promise<{
    readonly items: readonly Item[] | undefined;
    readonly next: string | undefined;
  }>,
  isItem: (item: unknown) => boolean,
): Promise<Item[]> => {
  const all: Item[] = [];
  const asked = new Set<string>();
  let token: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, next } = await ask(token);
    // A list that is not there is none: `{}` would read as an empty region.
    if (!Array.isArray(items)) throw new Unanswered('what it answered is no list');
    if (!items.every(isItem)) throw new Unanswered('its list holds what has another shape');
    all.push(...items);
    if (next === undefined || next === '') return all;
    if (asked.has(next)) throw new Unanswered('its list goes round in a ring');
    asked.add(next);
    token = next;
  }
  throw new Unanswered('its list does not end');
};

export const chunksOf = <Item>(all: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, nth) => all.slice(nth * size, (nth + 1) * size));

/** Lets others have their turn where thousands are asked about one by one. */
export const breathe = (signal: AbortSignal): Promise<void> => sleep(0, undefined, { signal });
