const words: readonly (readonly [RegExp, string])[] = [
  [/pre-?prod(uction)?/, 'preprod'],
  [/prod(uction)?|live/, 'production'],
  [/stag(e|ing)|stg/, 'staging'],
  [/uat/, 'uat'],
  [/qa/, 'qa'],
  [/sandbox/, 'sandbox'],
  [/dev(elopment)?/, 'development'],
];

const patterns = words.map(
  ([word, environment]) => [new RegExp(`(^|[^a-z])(${word.source})([^a-z]|$)`, 'i'), environment] as const,
);

/** The environment that a run's name speaks of (`deploy-prod`, `Release to staging`), or null. A guess, as its kind is. */
export const environmentOfRun = (name: string | null): string | null =>
  name === null ? null : (patterns.find(([pattern]) => pattern.test(name))?.[1] ?? null);
