import type { Impact } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { fit, pad, plain, width } from '../text/width.ts';
import { printText } from './contacts.ts';
import { ago, heading, tierText } from './style.ts';

/** Longest list that the server gives. */
const mostListed = 5000;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const nameOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** By what it breaks, its own neighbour first; a long way is told by its beginning. */
const wayOf = ({ through, depth }: Impact['breaks'][number]): string => {
  if (through.length === 0) return '';
  const more = through.length < depth - 1 ? ' → …' : '';
  return `through ${through.map(nameOf).join(' → ')}${more}`;
};

/** Why not all of it is here, and what shows more: the list has its length, and steps may have been counted. */
const whatIsLeftOut = (
  { breaks, at }: Impact,
  all: number,
  { steps, further }: { readonly steps: number | null; readonly further: boolean },
): string[] => {
  const said: string[] = [];
  const listed = Math.min(all, mostListed);
  if (breaks.length < all)
    said.push(
      breaks.length < listed
        ? `${breaks.length} of ${all} shown; --limit ${listed} shows ${listed === all ? 'all' : 'more'}.`
        : `${breaks.length} of ${all} shown, which is as many as the server lists.`,
    );
  if (further && steps !== null)
    said.push(`What is more than ${counted(steps, 'step')} away was not counted; without --depth all is.`);
  else if (further)
    said.push(`There is more, further away${at === null ? '' : ': of the past, 100 steps are followed'}.`);
  return said;
};

/** How many of which tier, whom to tell, then each with the way by which it breaks. `steps`: how far was asked for. */
export const printImpact = (
  terminal: Terminal,
  impact: Impact,
  { steps, now }: { readonly steps: number | null; readonly now: Date },
): void => {
  const { of, breaks, byTier, owners, cut, at } = impact;
  const { line, paint } = terminal;
  const all = byTier.reduce((sum, { count }) => sum + count, 0);
  // A list that is cut says nothing of what lies beyond the steps: then the number may be all, and is not called so.
  const further = cut && (breaks.length >= all || steps !== null || at !== null);
  if (all === 0) {
    line(
      further
        ? `Nothing was counted that needs ${plain(of.name)}, but something does.`
        : `Nothing is known to need ${plain(of.name)}.`,
    );
    for (const one of whatIsLeftOut(impact, all, { steps, further })) terminal.say(one);
    return;
  }
  const tiers = byTier.map(({ tier, count }) =>
    tier === null ? `${count} without a tier` : `${count} × ${tierText(tier, paint)}`,
  );
  const many = `${further ? 'at least ' : ''}${counted(all, 'thing')}`;
  line(`${paint('bold', many)} may break with ${plain(of.name)}: ${tiers.join(', ')}`);
  if (owners.length > 0) {
    const first = owners.slice(0, 12).map(({ owner, count }) => `${owner.name} (${count})`);
    const more = owners.length > 12 ? [`and ${counted(owners.length - 12, 'more owner')}`] : [];
    printText(terminal, `Tell ${[...first, ...more].join(', ')}`, '');
  }
  const names = Math.min(32, Math.max(...breaks.map(({ name }) => width(plain(name)))));
  let depth = 0;
  for (const one of breaks) {
    if (one.depth !== depth) {
      depth = one.depth;
      line('');
      heading(terminal, depth === 1 ? 'At once' : `In ${depth} steps`);
    }
    const name = pad(plain(one.name), names);
    const seen = one.lastSeen === null ? [] : [`seen ${ago(one.lastSeen, now)}`];
    const told = [wayOf(one), ...seen].filter((it) => it !== '').join(', ');
    const way = fit(plain(told), terminal.columns - width(name) - 12);
    const tier = tierText(one.tier, paint) + ' '.repeat(one.tier === null ? 6 : 0);
    line(`  ${name}  ${tier}  ${paint('dim', way)}`.trimEnd());
  }
  for (const one of whatIsLeftOut(impact, all, { steps, further })) terminal.say(one);
};
