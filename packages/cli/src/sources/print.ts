import type { SourceList, SourcePage } from '@nightjar/sdk/wire';
import { printText } from '../catalog/contacts.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { plain } from '../text/width.ts';
import { dayText, outcomeText, stateStyle } from './state.ts';

const keyAdvice =
  'Put back the key that sealed it (NIGHTJAR_SECRET_KEY, or secret.key in the data folder), or make new ones.';

const ago = (age: string): string => (age === 'now' ? 'just now' : `${age} ago`);

/** Every source in a line, those that bring something first. */
export const printList = (terminal: Terminal, { sources, unopened }: SourceList, now: Date): void => {
  const ordered = [
    ...sources.filter(({ state }) => state !== 'unconnected'),
    ...sources.filter(({ state }) => state === 'unconnected'),
  ];
  table(
    terminal,
    ['name', 'state', 'last', 'in 24 h', ''],
    ordered.map((source) => [
      source.name,
      source.state,
      source.lastDelivery === null ? '' : age(new Date(source.lastDelivery), now),
      dayText(source),
      source.why ?? (source.state === 'unconnected' ? source.brings : ''),
    ]),
  );
  if (unopened > 0)
    terminal.say(`${unopened === 1 ? 'A secret' : `${unopened} secrets`} cannot be opened. ${keyAdvice}`);
};

/** The command that takes the secret of a sender who makes it. */
export const takes = (
  { nightjar }: Pick<Terminal, 'nightjar'>,
  { source }: SourcePage,
  another = false,
): string => `${nightjar} sources connect ${source.name}${another ? ' --another' : ''} --secret -`;

/** The way to set it up, `secret` in its place where it is known. */
export const printSteps = (
  terminal: Terminal,
  { steps, paste, docs, otherUrls, theirs }: SourcePage,
  secret: string | null,
): void => {
  const unknown = theirs ? 'the secret of this source' : '<the secret>';
  const fill = (text: string): string => text.replaceAll('{secret}', () => secret ?? unknown);
  for (const [nth, step] of steps.entries()) {
    terminal.line(`  ${nth + 1}. ${plain(fill(step))}`);
  }
  for (const url of otherUrls) terminal.line(`  It is heard at ${url} as well.`);
  if (paste !== null) {
    terminal.line('');
    terminal.line(terminal.paint('dim', `${paste.label}:`));
    for (const line of fill(paste.text).split('\n')) terminal.line(line);
  }
  terminal.line(terminal.paint('dim', `  ${docs}`));
};

/** The latest deliveries, the newest first. */
export const printDeliveries = (terminal: Terminal, { recent, refused }: SourcePage, now: Date): void => {
  if (recent.length > 0)
    table(
      terminal,
      ['position', 'age', 'event', 'what became of it'],
      recent.map((it) => [String(it.position), age(new Date(it.at), now), it.event ?? '', outcomeText(it)]),
    );
  else terminal.say('Nothing has come yet.');
  for (const { verdict, count, last } of refused)
    terminal.say(`Refused as ${verdict}: ${count}, the last ${ago(age(new Date(last), now))}`);
};

/** One source: how it stands, its secrets, what came, and how to set it up until something has come; with `steps` after that too. */
export const printPage = (
  terminal: Terminal,
  page: SourcePage,
  { now, steps }: { readonly now: Date; readonly steps: boolean },
): void => {
  const { source, url, secrets, fromEnvironment } = page;
  const isSetUp = source.lastDelivery !== null && source.state !== 'unconnected';
  const state = terminal.paint(stateStyle[source.state], source.state);
  terminal.line(`${terminal.paint('bold', source.title)}  ${state}`);
  if (source.why !== null) printText(terminal, source.why);
  printText(terminal, source.brings);
  terminal.line(`  Address: ${url}`);
  for (const { id, lastFour, createdAt, is } of secrets) {
    const made = createdAt === null ? '' : `, made ${ago(age(new Date(createdAt), now))}`;
    const shut = is === 'open' ? '' : `, cannot be opened (${is})`;
    terminal.line(`  Secret ${id}${lastFour === '' ? '' : ` …${lastFour}`}${made}${shut}`);
  }
  if (fromEnvironment > 0)
    terminal.line(`  ${fromEnvironment} more ${fromEnvironment === 1 ? 'is' : 'are'} set in the environment`);
  if (source.clockAheadMs !== 0) {
    const [seconds, way] = [
      Math.abs(source.clockAheadMs) / 1000,
      source.clockAheadMs > 0 ? 'ahead' : 'behind',
    ];
    terminal.line(`  Its clock is ${seconds} s ${way}; times are corrected`);
  }
  terminal.line('');
  if (steps || !isSetUp) {
    printSteps(terminal, page, null);
    if (page.theirs) terminal.line(`  To keep its secret here, paste it into: ${takes(terminal, page)}`);
    terminal.line('');
  }
  printDeliveries(terminal, page, now);
  if (isSetUp && !steps)
    terminal.say(`How to set it up: ${terminal.nightjar} sources show ${source.name} --steps`);
};
