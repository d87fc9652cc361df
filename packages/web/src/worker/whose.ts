/** Whose browser this is, as far as the worker knows. */
export type Whose = {
  /** The server's mark of the person to whom everything kept belongs; null where nothing is. */
  readonly owner: string | null;
  /** Somebody has to sign in before what is kept is shown: a session ended, or another begins. */
  readonly hidden: boolean;
};

const nobody: Whose = { owner: null, hidden: false };

/** Holds no data: it is written before what it speaks of is erased, so that a worker that is killed in between shows nothing. */
const noted = 'nightjar-whose';
const at = '/whose';

let known: Promise<Whose> | null = null;

const read = async (): Promise<Whose> => {
  const note = await (await caches.open(noted)).match(at);
  return note === undefined ? nobody : ((await note.json()) as Whose);
};

const write = async (whose: Whose): Promise<void> => {
  known = Promise.resolve(whose);
  // Where the browser has no room for two words, nothing else is kept either, and this holds until the worker ends.
  await (await caches.open(noted)).put(at, Response.json(whose)).catch(() => {});
};

export const whose = (): Promise<Whose> => {
  known ??= read().catch(() => nobody);
  return known;
};

/** Counts the comings and goings: an answer that was asked for before the last belongs to nobody any more. */
let turn = 0;
export const turnNow = (): number => turn;

/** Everything kept is shown to nobody until somebody signs in. */
export const hide = async (): Promise<void> => {
  turn += 1;
  const { owner, hidden } = await whose();
  if (owner !== null && !hidden) await write({ owner, hidden: true });
};

/** Everything kept is erased. */
export const forget = async (erase: () => Promise<void>): Promise<void> => {
  turn += 1;
  await write(nobody);
  await erase();
};

/** The server has answered this person: what is kept of another is erased, what is kept of them is shown again. */
export const belongsTo = async (owner: string, erase: () => Promise<void>): Promise<void> => {
  const now = await whose();
  if (now.owner === owner && !now.hidden) return;
  if (now.owner !== owner) {
    turn += 1;
    await write(nobody);
    await erase();
  }
  await write({ owner, hidden: false });
};
