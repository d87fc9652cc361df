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

type Addressed = {
  readonly word: string;
  readonly label: string;
  /** Null where the label says it all. */
  readonly url: string | null;
};

/** What leads somewhere, in columns. Addresses are never cut, they are there to be opened: one without room has its own line. */
export const printAddressed = (terminal: Terminal, rows: readonly Addressed[]): void => {
  const { line, paint, columns } = terminal;
  const words = Math.max(0, ...rows.map(({ word }) => width(word)));
  const labels = Math.min(40, Math.max(0, ...rows.map(({ label }) => width(label))));
  for (const { word, label, url } of rows) {
    const before = `  ${paint('dim', pad(word, words))}`;
    const beforeUrl = labels === 0 ? '' : `  ${pad(label, labels)}`;
    const wide = 2 + words + width(beforeUrl) + 2 + width(url ?? '');
    if (url === null) line(`${before}  ${label}`.trimEnd());
    else if (wide <= columns) line(`${before}${beforeUrl}  ${url}`);
    else {
      if (label !== '') line(`${before}  ${label}`);
      line(label === '' ? `${before}  ${url}` : `${' '.repeat(4 + words)}${url}`);
    }
  }
};

/** In the order to try; whose each is, where it is not the entity's own. */
export const printContacts = (terminal: Terminal, contacts: readonly Contact[], own: string): void =>
  printAddressed(
    terminal,
    contacts.map(({ slot, label, url, of }) => ({
      word: words[slot],
      label: plain(label) + (of === undefined || of.ref === own ? '' : ` (${plain(of.name)})`),
      url: url === null || url === label || url === `mailto:${label}` ? null : plain(url),
    })),
  );

/** A paragraph, indented, within the terminal. */
export const printText = (terminal: Terminal, text: string, indent = '  '): void => {
  for (const one of wrap(plain(text), Math.min(terminal.columns, 100) - indent.length))
    terminal.line(`${indent}${one}`);
};
