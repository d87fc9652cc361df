const longest = 500;
/** Shorter strings of a payload are words like `prod`, which a message may say. */
const shortestSecret = 6;

/** What looks like a secret wherever it came from. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@'],
  [/(https?:\/\/[^\s?#]*)[?#]\S*/gi, '$1?…'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 …'],
  [/\b(njt|gh[pousr]|github_pat|glpat|xox[a-z]|sk|whsec)[_-][\w-]+/gi, '$1…'],
  [/\b(password|passwd|secret|token|api[_-]?key)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, '$1$2…'],
];

const stringsIn = function* (value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* stringsIn(inner);
  }
};

/**
 * What is stored of an error: its message alone, at most 500 characters, without any text of the task's payload and
 * without what looks like a secret. A stack or a vendor's body would be more use, and would be kept for weeks.
 */
export const errorText = (error: unknown, payload: unknown): string => {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : 'no message';
  // Longest first, so that a text which contains another goes as a whole.
  const secrets = [...new Set(stringsIn(payload))]
    .filter((text) => text.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  let text = message.slice(0, longest * 20);
  for (const secret of secrets) text = text.replaceAll(secret, '…');
  for (const [pattern, instead] of patterns) text = text.replace(pattern, instead);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text columns refuse NUL, and logs break on the rest.
  text = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text || 'no message';
};
