import type { Contact, ContactSlot, Link, Says } from './description.ts';

/** An address that a person can follow and a page may show: no `javascript:`, nothing of one machine. */
export const isFollowed = (url: string): boolean => /^(?:https?:\/\/[^\s/]\S*|mailto:\S+)$/i.test(url);

/** One line of text: a line break in a label is a blank. */
export const oneLine = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();

/** A link as it can be shown; undefined where nobody could follow it. */
export const soundLink = ({ group, label, url }: Link): Link | undefined => {
  const address = url.trim();
  if (!isFollowed(address)) return undefined;
  return { group: oneLine(group) || 'links', label: oneLine(label) || address, url: address };
};

const chatHost =
  /(?:^|\.)(?:slack\.com|teams\.microsoft\.com|teams\.live\.com|discord\.(?:com|gg)|chat\.google\.com|zulipchat\.com)$|(?:^|[.-])mattermost[.-]/;
const onCallHost = /(?:^|\.)(?:pagerduty\.com|opsgenie\.com)$/;
/** Handbooks and consoles for programmers of the same houses. */
const otherHost = /^(?:api|docs|developer|support|status)\./;
const chatWords = /^(?:chat|slack|teams|mattermost|discord)$/i;
const onCallWords = /^(?:on-?call|pagerduty|opsgenie)$/i;

/** Which contact a link is: by its type or icon, else by whose address it is. */
const slotOf = (url: string, words: readonly (string | undefined)[]): ContactSlot | undefined => {
  if (words.some((word) => word !== undefined && onCallWords.test(word))) return 'onCall';
  if (words.some((word) => word !== undefined && chatWords.test(word))) return 'chat';
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (otherHost.test(host)) return undefined;
  return onCallHost.test(host) ? 'onCall' : chatHost.test(host) ? 'chat' : undefined;
};

/** A link, and the words beside it that say what it is. */
export type Worded = {
  readonly link: Link;
  readonly type: string | undefined;
  readonly icon: string | undefined;
};

/** The links that are ways to reach somebody: of each way the first. */
export const contactsAmong = (links: readonly Worded[]): NonNullable<Says['contacts']> => {
  const contacts: Partial<Record<ContactSlot, Contact>> = {};
  for (const { link, type, icon } of links) {
    const slot = slotOf(link.url, [type, icon]);
    if (slot !== undefined) contacts[slot] ??= { label: link.label, url: link.url };
  }
  return contacts;
};
