import { type Contact, type ContactSlot, contactSlots, type Says } from '../description.ts';
import { type Fields, field, isFields } from '../shape.ts';
import { isFollowed, oneLine } from '../sound-link.ts';

/** How the versions of effx have spelled each. */
const spellings: Readonly<Record<ContactSlot, readonly string[]>> = {
  onCall: ['onCall', 'on_call', 'oncall'],
  chat: ['chat'],
  email: ['email'],
  issues: ['issueTracker', 'issue_tracker', 'issues'],
};

/** A text, or `{label, url}`; an e-mail address can be followed even where nobody wrote `mailto:`. */
const contactOf = (value: unknown): Contact | undefined => {
  const written = isFields(value) ? value : { label: value };
  const [label, address] = ['label', 'url'].map((name) => {
    const text = field(written, name);
    return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
  });
  const shown = label ?? address;
  if (shown === undefined) return undefined;
  const followed = address ?? shown;
  if (isFollowed(followed)) return { label: oneLine(shown), url: followed };
  return { label: oneLine(shown), url: /^[^\s@]+@[^\s@]+$/.test(followed) ? `mailto:${followed}` : null };
};

/** The contacts, and the fields of `contact` that are none. */
export const contactsOf = (
  contact: Fields,
): { readonly contacts: NonNullable<Says['contacts']>; readonly rest: Fields } => {
  const contacts: Partial<Record<ContactSlot, Contact>> = {};
  const rest: Record<string, unknown> = { ...contact };
  for (const slot of contactSlots)
    for (const name of spellings[slot]) {
      const found = contactOf(field(contact, name));
      if (found === undefined || contacts[slot] !== undefined) continue;
      contacts[slot] = found;
      delete rest[name];
    }
  return { contacts, rest };
};
