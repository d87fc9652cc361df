const words: Readonly<Record<string, string>> = {
  dependsOn: 'depends on',
  calls: 'calls',
  providesApi: 'provides',
  providedBy: 'provided by',
  consumesApi: 'consumes',
  partOf: 'part of',
  memberOf: 'member of',
  childOf: 'part of',
  runsIn: 'runs in',
};

/** Read as `this <words> that`. A type that this page is too old to know is shown as it is. */
export const relationWords = (type: string): string =>
  Object.hasOwn(words, type) ? (words[type] ?? type) : type;
