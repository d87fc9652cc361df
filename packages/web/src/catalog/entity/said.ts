import { plain } from '../../ui/plain.ts';

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null;

/** References are short to people: `team:default/payments` is `payments`, and `shop/payments` outside the default. */
const short = (text: string): string => {
  const found = /^[a-z][\w-]*:([^/\s]+)\/([^/\s]+)$/i.exec(text);
  return found === null ? text : found[1] === 'default' ? (found[2] ?? text) : `${found[1]}/${found[2]}`;
};

/** A value that somebody said, in one line of words; `–` for nothing. */
export const inWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return plain(short(value));
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(inWords).join(', ');
  if (!isRecord(value)) return plain(String(value));
  const { label, url, path, type, to } = value;
  if (typeof type === 'string' && typeof to === 'string') return `${plain(type)} ${plain(short(to))}`;
  if (typeof label === 'string')
    return typeof url === 'string' ? `${plain(label)} (${plain(url)})` : plain(label);
  if (typeof url === 'string') return plain(typeof path === 'string' ? `${url} ${path}` : url);
  return plain(JSON.stringify(value));
};

/** `relation.dependsOn.resource:default/db` as a reader's eye takes it: what, and of what. */
export const attributeParts = (name: string): { readonly what: string; readonly of: string | null } => {
  const [what = name, ...of] = name.split('.');
  if (of.length === 0) return { what, of: null };
  const rest = of.join('.');
  if (what !== 'relation') return { what, of: rest };
  const [type = '', ...to] = of;
  const inverse = type.startsWith('<');
  return { what: inverse ? `is ${type.slice(1)} of` : type, of: short(to.join('.')) };
};
