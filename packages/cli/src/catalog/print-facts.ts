import type { EntityFacts, EntityHistory } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { dayOf } from '../text/time.ts';
import { fit, plain } from '../text/width.ts';
import { printText } from './contacts.ts';
import { ago, heading } from './style.ts';

const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return plain(typeof value === 'object' ? JSON.stringify(value) : String(value));
};

/** Each attribute with everybody's word for it: the one that stands first, why the others do not. */
export const printFacts = (terminal: Terminal, { rule, attributes }: EntityFacts, now: Date): void => {
  const { line, paint, columns } = terminal;
  for (const { name, said } of attributes) {
    heading(terminal, plain(name));
    for (const { value, chosen, by, source, at, line: row, lost } of said) {
      const text = fit(valueText(value), Math.max(20, columns - 4));
      line(`  ${chosen ? '●' : '○'} ${chosen ? text : paint('dim', text)}`);
      const place = plain(source.slice(source.indexOf(':') + 1));
      const from = `${by}, ${place}${row === null ? '' : `:${row}`}, ${ago(at, now)}`;
      line(paint('dim', `    ${from}`));
      if (lost !== null) line(paint('dim', `    not chosen: ${plain(lost)}`));
    }
  }
  line('');
  printText(terminal, rule, '');
};

/** What became of it, newest first, under the day. */
export const printHistory = (terminal: Terminal, { items, next }: EntityHistory): void => {
  const { line, paint, columns } = terminal;
  let day = '';
  for (const { at, actor, source, is, why, diff } of items) {
    const its = dayOf(new Date(at));
    if (its !== day) line(paint('dim', `── ${its}`));
    day = its;
    const who = actor === null ? '' : ` by ${plain(actor)}`;
    line(`${at.slice(11, 16)}  ${is}${who}  ${paint('dim', plain(source))}`);
    if (why !== null) line(paint('dim', `       ${plain(why)}`));
    for (const { attribute, before, after } of diff) {
      const text = `${plain(attribute)}: ${valueText(before)} → ${valueText(after)}`;
      line(`       ${fit(text, Math.max(20, columns - 7))}`);
    }
    if (diff.length === 0) line(paint('dim', '       nothing became another'));
  }
  if (next !== null) terminal.say('There is more, further back: --json has the cursor.');
};
