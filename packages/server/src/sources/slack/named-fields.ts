import { plainText } from './plain-text.ts';

/** What a message says in fields: `Service: pricing`, whatever each bot calls them. */
export type Named = Readonly<
  Partial<Record<'service' | 'environment' | 'version' | 'status' | 'person', string>>
>;

const labels: readonly (readonly [keyof Named, RegExp])[] = [
  ['service', /^(?:service|app(?:lication)?|project|component|repo(?:sitory)?|release name)(?: name)?$/i],
  ['environment', /^(?:env(?:ironment)?|stage|target|deployed to)$/i],
  ['version', /^(?:(?:new |deployed )?version|tag|release|revision|commit|sha|image tag)$/i],
  ['status', /^(?:status|result|state|outcome)$/i],
  ['person', /^(?:by|user|author|deployer|actor|(?:deployed|triggered|started|initiated|requested) by)$/i],
];

/** The last part of a path, because projects come as `acme/pricing`. */
const lastPart = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/** A value that is one word: a sentence in a field is no name. */
const word = (text: string): string | null => {
  const plain = plainText(text).trim();
  return /^[^\s]{1,100}$/.test(plain) ? plain : null;
};

const namedValue = (name: keyof Named, text: string): string | null => {
  if (name === 'status' || name === 'person')
    return plainText(text).split('\n', 1)[0]?.trim().slice(0, 80) || null;
  const value = word(text);
  return value !== null && name === 'service' ? lastPart(value) || null : value;
};

/** Fields, and lines that are written like fields. The first of a kind counts. */
export const namedIn = (fields: readonly (readonly [string, string])[], lines: readonly string[]): Named => {
  const written = lines.flatMap((line): (readonly [string, string])[] => {
    const [, label, value] = /^[\s•-]*([A-Za-z ]{2,20}): ?(\S.{0,200})$/.exec(line) ?? [];
    return label === undefined || value === undefined ? [] : [[label, value]];
  });
  const named: Partial<Record<keyof Named, string>> = {};
  for (const [label, text] of [...fields, ...written]) {
    const plain = plainText(label).replace(/:$/, '').trim();
    const name = labels.find(([, pattern]) => pattern.test(plain))?.[0];
    if (name === undefined || named[name] !== undefined) continue;
    const value = namedValue(name, text);
    if (value !== null) named[name] = value;
  }
  return named;
};
