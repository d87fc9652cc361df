import type { Contact, Link } from '../description.ts';
import { parseRef, type Ref } from '../ref.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A list written with commas or on lines. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** References of a list; what is no reference is left out. */
export const refsOf = (text: string, kind: string): Ref[] =>
  listOf(text).flatMap((item) => parseRef(item, { kind }) ?? []);

/** What a person can follow. Anything else (`javascript:`, a bare word) is only words. */
const address = /^(?:https?|mailto|tel|slack|xmpp|sip):\S+$/i;

/** `words https://…`: the words, and the address where there is one. */
export const contactOf = (text: string): Contact | undefined => {
  const line = lines(text)[0];
  if (line === undefined) return undefined;
  const space = line.lastIndexOf(' ');
  const last = line.slice(space + 1);
  if (!address.test(last)) return { label: line, url: null };
  return { label: space < 0 ? last : line.slice(0, space).trim(), url: last };
};

/** Links on lines, each `words https://…`; what one without words is called and belongs to, `unnamed` says. */
export const linksOf = (text: string, group: string, unnamed: (url: string) => Link): Link[] =>
  lines(text).flatMap((line) => {
    const contact = contactOf(line);
    if (contact === undefined || contact.url === null) return [];
    return [line.includes(' ') ? { group, label: contact.label, url: contact.url } : unnamed(contact.url)];
  });

export const contactText = (contact: Contact): string =>
  contact.url === null || contact.url === contact.label ? contact.label : `${contact.label} ${contact.url}`;
