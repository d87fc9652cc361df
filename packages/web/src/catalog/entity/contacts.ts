import type { Who } from '@nightjar/sdk/wire';

export type Contact = Who['contacts'][number];

export const slotNames: Readonly<Record<Contact['slot'], string>> = {
  onCall: 'On call',
  chat: 'Chat',
  email: 'Email',
  issues: 'Issues',
};

/** The first contact of each slot, in the order in which they help at night; the rest are kept behind them. */
export const byUse = (
  contacts: readonly Contact[],
): { readonly first: readonly Contact[]; readonly rest: readonly Contact[] } => {
  const first = (Object.keys(slotNames) as Contact['slot'][]).flatMap(
    (slot) => contacts.find((it) => it.slot === slot) ?? [],
  );
  return { first, rest: contacts.filter((it) => !first.includes(it)) };
};

/** An address of mail that nobody made a link of is one all the same. */
export const wayTo = ({ slot, label, url }: Pick<Contact, 'slot' | 'label' | 'url'>): string | null => {
  if (url !== null) return url;
  return slot === 'email' && /^[^\s@]+@[^\s@]+$/.test(label) ? `mailto:${label}` : null;
};

/** The sentence without the addresses in it: they stand beside it, to be tapped. */
export const spoken = (answer: string): string => answer.replace(/ \((?:https?|mailto|tel):[^()\s]*\)/g, '');
