/** A flag or a variable whose value is nobody's business. */
const secretName =
  /(?:token|passw(?:or)?d|secret|credential|private|auth|cookie|api[-_]?key|access[-_]?key)/i;

/** Values that are secrets wherever they stand: ours, and those of the senders we know; a JWT; userinfo in an address. */
const secretValues: readonly (readonly [RegExp, string])[] = [
  [/\b(?:njt|ghp|gho|ghu|ghs|ghr|github_pat|glpat|xox[abprs]|sk|whsec|AKIA)[-_A-Za-z0-9]{12,}/g, '***'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '***'],
  [/(\w:\/\/)[^\s/@]+@/g, '$1***@'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 ***'],
];

const masked = (word: string): string =>
  secretValues.reduce((so, [pattern, instead]) => so.replace(pattern, instead), word);

/** `deploy 'two words'`: a word as a shell would need it. */
const quoted = (word: string): string => (/^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word}'`);

const longest = 120;

/** The command as a change's title: readable, one line, without the secrets people put on command lines. */
export const titleOf = (command: readonly string[]): string => {
  const words: string[] = [];
  let hideNext = false;
  for (const word of command) {
    const [, name = '', value] = /^([^=\s]+)=(.*)$/s.exec(word) ?? [];
    if (hideNext && !word.startsWith('-')) words.push('***');
    else if (value !== undefined && secretName.test(name)) words.push(`${name}=***`);
    else words.push(quoted(masked(word)));
    hideNext = /^--?\w/.test(word) && value === undefined && secretName.test(word);
  }
  const title = words.join(' ').replace(/\s+/g, ' ');
  return title.length > longest ? `${title.slice(0, longest - 1)}…` : title;
};
