/** A whole commit id: SHA-1 or SHA-256, in hex. */
export const isSha = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{40,64}$/i.test(text);

/** A commit as people write it, or null: hosts write "none" as forty zeros. */
export const short = (sha: string | null): string | null =>
  isSha(sha) && !/^0+$/.test(sha) ? sha.slice(0, 7) : null;

/** A ref that names a version: v1.2, 2026.03.1, release-7. A branch does not: it moves. Nor does a commit. */
export const isVersion = (ref: string): boolean =>
  ref.length <= 200 &&
  /^(refs\/tags\/)?((release|version)[-/])?v?\d+(\.\d+)*([-+._]\S*)?$/i.test(ref) &&
  !/^[0-9a-f]{7,64}$/i.test(ref);

/** Whether a branch is one that is deployed from, as far as its name says: for senders that do not say which is the main one. */
export const looksMain = (branch: string | null): boolean =>
  branch !== null && /^(main|master|trunk|default|prod|production|live)$/i.test(branch);
