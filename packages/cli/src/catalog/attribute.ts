import { exit, Failure } from '../failure.ts';

const slots = new Set(['onCall', 'chat', 'email', 'issues']);

/** `team:payments` → `team:default/payments`: the namespace may be left out, as people do. */
const reference = (text: string): string => {
  const [, kind, name] = /^(?:([^:/\s]+):)?([^:/\s]+)$/.exec(text) ?? [];
  return name === undefined ? text : `${kind ?? 'team'}:default/${name}`;
};

/** `#money https://chat.example/money` → label and address. */
const contact = (text: string): { label: string; url: string | null } => {
  const url = /\S+$/.exec(text)?.[0] ?? '';
  if (!/^(https?|mailto|tel):/.test(url)) return { label: text, url: null };
  return { label: text.slice(0, -url.length).trim() || url, url };
};

const parsed = (name: string, text: string): unknown => {
  if (text === '') return null;
  if (/^[[{]/.test(text)) return JSON.parse(text);
  if (name === 'tier') return /^\d+$/.test(text) ? Number(text) : text;
  if (name === 'owners') return text.split(',').map((one) => reference(one.trim()));
  if (name === 'repository') return { url: text };
  const [group, key = ''] = name.split(/\.(.*)/s);
  return group === 'contact' && slots.has(key) ? contact(text) : text;
};

/** `owner` is what people say; the catalog can hold several. */
const attribute = (name: string): string => (name === 'owner' ? 'owners' : name);

/** `tier=0`, `owner=payments`, `contact.chat=#money https://…`, `tag.pci=yes`, JSON for the rest; nothing after `=` takes it back. */
export const attributeFrom = (text: string): readonly [name: string, value: unknown] => {
  const [, written, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (written === undefined || value === undefined)
    throw new Failure(exit.usage, `${text} is not NAME=VALUE.`, 'For instance owner=payments, or tier=0.');
  const name = attribute(written);
  try {
    return [name, parsed(name, value.trim())];
  } catch {
    throw new Failure(exit.usage, `The value of ${name} begins like JSON, and is none.`, null);
  }
};
