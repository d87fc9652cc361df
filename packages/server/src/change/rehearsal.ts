/** Words in the names of environments on which nobody's customers depend. */
const rehearsals: ReadonlySet<string> = new Set([
  ...['dev', 'devel', 'develop', 'development', 'test', 'tests', 'testing', 'tst', 'qa', 'uat', 'acceptance'],
  ...['stage', 'staging', 'stg', 'sandbox', 'preview', 'review', 'pr', 'mr', 'ephemeral', 'local', 'demo'],
  ...['ci', 'lab', 'playground', 'integration', 'e2e', 'perf', 'loadtest', 'nonprod', 'preprod'],
]);

/** Before `prod`, these say that it is not. */
const unlike: ReadonlySet<string> = new Set(['non', 'pre', 'not']);

const judged = (environment: string): boolean => {
  const parts = environment.toLowerCase().split(/[^a-z0-9]+/);
  const words = parts.map((part) => (rehearsals.has(part) ? part : part.replace(/\d+$/, '')));
  return words.some(
    (word, index) =>
      rehearsals.has(word) || (/^prod/.test(word) && index > 0 && unlike.has(words[index - 1] ?? '')),
  );
};

/** There are few environments and many changes. */
const known = new Map<string, boolean>();
const mostKnown = 1_000;

/**
 * Whether an environment is one to rehearse in, by the words of its name: `staging`, `eu-dev-2`, `pr-1234`, `pre-prod`. Any other
 * name counts as production, and so does none: what is not known could break something.
 */
export const isRehearsal = (environment: string | null): boolean => {
  if (environment === null) return false;
  const found = known.get(environment);
  if (found !== undefined) return found;
  const is = judged(environment);
  if (known.size >= mostKnown) known.clear();
  known.set(environment, is);
  return is;
};
