import { plain } from '../../ui/plain.ts';
import { relationWords } from '../relation-words.ts';

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null;

/** References are short to people: `team:default/payments` is `payments`, and `shop/payments` outside the default. */
const short = (text: string): string => {
  const found = /^[a-z][\w-]*:([^/\s]+)\/([^/\s]+)$/i.exec(text);
  return found === null ? text : found[1] === 'default' ? (found[2] ?? text) : `${found[1]}/${found[2]}`;
};

/** A value that somebody said, in one line of words; `–` for nothing. A relation is told by what it leads to. */
export const inWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return plain(short(value));
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(inWords).join(', ');
  if (!isRecord(value)) return plain(String(value));
  const { label, url, path, type, to } = value;
  if (typeof type === 'string' && typeof to === 'string') return plain(short(to));
  if (typeof label === 'string')
    return typeof url === 'string' ? `${plain(label)} (${plain(url)})` : plain(label);
  if (typeof url === 'string') return plain(typeof path === 'string' ? `${url} ${path}` : url);
  return plain(JSON.stringify(value));
};

/** Before and after in words; where both would read the same, with what tells them apart: how sure, and why. */
export const stepInWords = (before: unknown, after: unknown): readonly [string, string] => {
  const words = [inWords(before), inWords(after)] as const;
  if (words[0] !== words[1] || !isRecord(before) || !isRecord(after)) return words;
  const other = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const told = (of: Record<string, unknown>): string =>
    `${inWords(of)} (${other.map((key) => `${key} ${inWords(of[key])}`).join(', ')})`;
  return [told(before), told(after)];
};

/**
 * An attribute's name as a reader takes it: `tag.pci` is the tag `pci`. What stands in the value anyway, the end of a relation
 * and the address of a link, is left out.
 */
export const attributeParts = (name: string): { readonly what: string; readonly of: string | null } => {
  const [what = name, ...of] = name.split('.');
  if (what === 'link' || what === 'alias' || of.length === 0) return { what, of: null };
  if (what !== 'relation') return { what, of: of.join('.') };
  const [type = ''] = of;
  const word = relationWords(type.replace(/^</, ''));
  return { what: type.startsWith('<') ? `${word} it` : word, of: null };
};

/** `backstage:github.com/acme/pricing/catalog-info.yaml` without the reader, which is told beside it. */
export const placeOf = (source: string, by: string): string =>
  source.startsWith(`${by}:`) ? source.slice(by.length + 1) : source;
