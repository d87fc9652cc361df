import type { EntityFacts, EntityHistory } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { beside } from '../text/beside.ts';
import { clock, dayOf } from '../text/time.ts';
import { fit, plain } from '../text/width.ts';
import { printText } from './contacts.ts';
import { ago, heading } from './style.ts';
import { valueText } from './value.ts';

type Saying = EntityFacts['attributes'][number]['said'][number];

/** Who, where and when, of which where gives way. */
const fromText = ({ by, source, at, line: row }: Saying, now: Date, room: number): string => {
  const [before, after] = [`${by}, `, `${row === null ? '' : `:${row}`}, ${ago(at, now)}`];
  const place = plain(source.slice(source.indexOf(':') + 1));
  return `${before}${fit(place, Math.max(12, room - before.length - after.length))}${after}`;
};

/** Each attribute with everybody's word for it: the one that stands first, then who agrees, then who does not and why he lost. */
export const printFacts = (terminal: Terminal, { rule, attributes }: EntityFacts, now: Date): void => {
  const { line, paint, columns } = terminal;
  const room = Math.max(20, columns - 4);
  for (const { name, said } of attributes) {
    heading(terminal, plain(name));
    const agreeing = said.filter(({ chosen, lost }) => !chosen && lost === null);
    for (const one of said) {
      if (agreeing.includes(one)) continue;
      const text = fit(valueText(one.value), room);
      line(`  ${one.chosen ? '●' : '○'} ${one.chosen ? text : paint('dim', text)}`);
      line(paint('dim', `    ${fromText(one, now, room)}`));
      if (one.chosen && agreeing.length > 0)
        line(
          paint(
            'dim',
            `    and so ${agreeing.length === 1 ? 'does' : 'do'} ${agreeing.map(({ by }) => by).join(', ')}`,
          ),
        );
      if (one.lost !== null) printText(terminal, `not chosen: ${one.lost}`, '    ');
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
    const time = clock(new Date(at)).slice(0, 5);
    line(beside([time, `${is}${who}`, paint('dim', plain(source))], columns));
    if (why !== null) printText(terminal, why, '       ');
    for (const { attribute, before, after } of diff) {
      const text = `${plain(attribute)}: ${valueText(before)} → ${valueText(after)}`;
      line(`       ${fit(text, Math.max(20, columns - 7))}`);
    }
    if (diff.length === 0)
      line(
        paint('dim', '       changed nothing that stands: the same was said already, or others are believed'),
      );
  }
  if (next !== null) terminal.say('There is more, further back: --json has the cursor.');
};
