import type { Diagnosis, Suspect } from '@nightjar/sdk/wire';
import { printText } from '../catalog/contacts.ts';
import { heading } from '../catalog/style.ts';
import type { Style, Terminal } from '../terminal.ts';
import { pad, padStart, plain, width } from '../text/width.ts';
import { apart, onsetOf, percent, utc, verdictOf } from './words.ts';

/** Suspects whose reasons are told in full; of the others the first is. */
const toldInFull = 3;
/** Of changes that cannot have done it so many are told. */
const excludedTold = 5;

const indentOfReasons = ' '.repeat(11);

const verdictStyle: Readonly<Record<Diagnosis['verdict'], Style>> = {
  change: ['red', 'bold'],
  'not a change': ['green', 'bold'],
  unknown: ['yellow', 'bold'],
};

const about = ({ line, paint }: Terminal, diagnosis: Diagnosis): void => {
  const { title, service, environment, signal, pagedAt, after } = diagnosis;
  line(paint('bold', plain(title)));
  const what = service === null ? 'a service that nobody knows' : `${signal} of ${service}`;
  const round = after === null || after === 0 ? [] : [`as of ${after} min after the page`];
  const parts = [
    what,
    ...(environment === null ? [] : [environment]),
    `${pagedAt.slice(0, 10)} ${utc(pagedAt)}`,
  ];
  line(paint('dim', plain([...parts, ...round].join(' · '))));
};

/** `prod, by joey, 02:41 to 02:43 UTC`. */
const courseOf = ({ kind, service, environment, actor, at, completedAt }: Suspect): string => {
  const when =
    completedAt === null || completedAt === at ? utc(at) : `${at.slice(11, 16)} to ${utc(completedAt)}`;
  return [kind, service, environment, actor === null ? null : `by ${actor}`, when]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
};

/** `told`: reasons that stand above already, as those of another change of the same service do. */
const suspect = (terminal: Terminal, it: Suspect, nth: number, told: ReadonlySet<string>): void => {
  const { line, paint } = terminal;
  const share = padStart(percent(it.probability), 5);
  line(`  ${paint('bold', String(nth + 1))} ${paint('yellow', share)}  ${paint('bold', plain(it.title))}`);
  line(`${indentOfReasons}${paint('dim', plain(courseOf(it)))}`);
  const reasons = it.reasons.filter((reason) => !told.has(reason));
  for (const reason of reasons.slice(0, nth < toldInFull ? undefined : 1))
    printText(terminal, reason, indentOfReasons);
  line(`${indentOfReasons}${paint('dim', it.change)}`);
};

const listed = (terminal: Terminal, title: string, rows: readonly (readonly [string, string])[]): void => {
  if (rows.length === 0) return;
  terminal.line('');
  heading(terminal, title);
  const wide = Math.max(...rows.map(([name]) => width(plain(name))));
  for (const [name, says] of rows)
    terminal.line(`  ${terminal.paint('dim', pad(plain(name), wide))}  ${plain(says)}`.trimEnd());
};

/** By title and service as suspects are; the title is null where a round was made before it was kept. */
const notThese = (terminal: Terminal, excluded: Diagnosis['excluded']): void => {
  if (excluded.length === 0) return;
  const { line, paint } = terminal;
  line('');
  heading(terminal, 'Not these');
  for (const { change, title, services, why } of excluded.slice(0, excludedTold)) {
    line(`  ${[paint('bold', plain(title ?? change)), ...services.slice(0, 1).map(plain)].join(' · ')}`);
    printText(terminal, why, indentOfReasons);
    if (title !== null) line(`${indentOfReasons}${paint('dim', plain(change))}`);
  }
};

const judgedAs = (
  { change, judgement, by, byName, at }: Diagnosis['judgements'][number],
  now: Date,
): string =>
  `${byName ?? by} ${judgement === 'refuted' ? 'says it was not' : 'says it was'} ${change ?? 'no change'}, ${apart(now.getTime() - Date.parse(at))} ago`;

/** A diagnosis for people: what did it, why, whom to ask, and what had to be done without. */
export const printDiagnosis = (terminal: Terminal, diagnosis: Diagnosis, now: Date): void => {
  const { line, paint } = terminal;
  const { verdict, suspects, reasons, services, owner, without, excluded, candidates, judgements } =
    diagnosis;
  about(terminal, diagnosis);
  line('');
  line(paint(verdictStyle[verdict], verdictOf(diagnosis)));
  line(onsetOf(diagnosis));
  for (const reason of reasons) printText(terminal, reason, '  ');
  if (suspects.length > 0) {
    line('');
    heading(terminal, `Suspects (of ${candidates} ${candidates === 1 ? 'change' : 'changes'})`);
    const told = new Set<string>();
    for (const [nth, one] of suspects.entries()) {
      suspect(terminal, one, nth, told);
      for (const reason of one.reasons) told.add(reason);
    }
  }
  notThese(terminal, excluded);
  const most = services[0]?.score ?? 0;
  const shown = services.filter(({ score }) => score > 0 && score >= most / 10).slice(0, 5);
  if (shown.length > 0 && verdict !== 'unknown') {
    line('');
    heading(terminal, 'Where it comes from');
    printText(terminal, shown.map(({ service }) => service).join(', '));
  }
  if (owner !== null)
    listed(
      terminal,
      `Ask ${plain(owner.name)}`,
      owner.contacts.map(({ kind, value }) => [kind === 'onCall' ? 'on call' : kind, value]),
    );
  listed(
    terminal,
    'Done without',
    without.map(({ what, says }) => [what, says]),
  );
  listed(
    terminal,
    'Responders',
    judgements.map((one) => ['', judgedAs(one, now)] as const),
  );
};
