/**
 * What was typed and not sent, by what it is for: it outlives a reload, an expired session and an update, in this tab alone. What
 * must be on no disk is held in memory only. It belongs to who typed it.
 */
const prefix = 'nightjar.draft ';
const whoKey = 'nightjar.who';
const longest = 200_000;

const secrets = new Map<string, unknown>();

/** Storage may be forbidden or full: then a draft lasts until the page is left. */
const stored = <T>(work: (storage: Storage) => T): T | null => {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
};

export const noteDraft = (key: string, value: unknown, secret = false): void => {
  if (secret) {
    secrets.set(key, value);
    return;
  }
  const text = JSON.stringify(value);
  if (text.length <= longest) stored((it) => it.setItem(prefix + key, text));
};

export const draftOf = (key: string): unknown => {
  if (secrets.has(key)) return secrets.get(key);
  return stored((it) => JSON.parse(it.getItem(prefix + key) ?? 'null'));
};

export const dropDraft = (key: string): void => {
  secrets.delete(key);
  stored((it) => it.removeItem(prefix + key));
};

const keys = (): string[] => stored((it) => Object.keys(it).filter((key) => key.startsWith(prefix))) ?? [];

export const anyDraft = (): boolean => secrets.size > 0 || keys().length > 0;

export const forgetDrafts = (): void => {
  secrets.clear();
  for (const key of keys()) stored((it) => it.removeItem(key));
};

/** Somebody is signed in: what another typed is nothing to them. */
export const draftsBelongTo = (subject: string): void => {
  if (stored((it) => it.getItem(whoKey)) !== subject) forgetDrafts();
  stored((it) => it.setItem(whoKey, subject));
};
