import type { EntityPage, Who } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { pad, plain, width } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

type Contact = EntityPage['contacts'][number] & { readonly of?: Who['contacts'][number]['of'] };

const words: Readonly<Record<Contact['slot'], string>> = {
  onCall: 'on call',
  chat: 'chat',
  email: 'email',
  issues: 'issues',
};

/** Addresses are never cut: they are there to be opened. */
const line = (cells: readonly (readonly [text: string, columns: number])[], url: string | null): string =>
  [...cells.map(([text, columns]) => pad(text, columns)), url ?? ''].join('  ').trimEnd();

/** In the order to try; whose each is, where it is not the entity's own. */
export const printContacts = (terminal: Terminal, contacts: readonly Contact[], own: string): void => {
  const rows = contacts.map(({ slot, label, url, of }) => ({
    slot: words[slot],
    label: plain(label) + (of === undefined || of.ref === own ? '' : ` (${plain(of.name)})`),
    url: url === null || url === label ? null : plain(url),
  }));
  const labels = Math.min(40, Math.max(0, ...rows.map(({ label }) => width(label))));
  for (const { slot, label, url } of rows)
    terminal.line(`  ${terminal.paint('dim', pad(slot, 7))}  ${line([[label, labels]], url)}`);
};

/** A paragraph, indented, within the terminal. */
export const printText = (terminal: Terminal, text: string, indent = '  '): void => {
  for (const one of wrap(plain(text), Math.min(terminal.columns, 100) - indent.length))
    terminal.line(`${indent}${one}`);
};
