import type { Impact } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { fit, pad, plain, width } from '../text/width.ts';
import { printText } from './contacts.ts';
import { ago, heading, tierText } from './style.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const nameOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** How many of which tier, whom to tell, then each with the way by which it breaks. */
export const printImpact = (
  terminal: Terminal,
  { of, breaks, byTier, owners, cut }: Impact,
  now: Date,
): void => {
  const { line, paint } = terminal;
  const all = byTier.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) {
    line(`Nothing is known to need ${plain(of.name)}.`);
    return;
  }
  const tiers = byTier.map(({ tier, count }) =>
    tier === null ? `${count} without a tier` : `${count} × ${tierText(tier, paint)}`,
  );
  line(`${paint('bold', counted(all, 'thing'))} may break with ${plain(of.name)}: ${tiers.join(', ')}`);
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
    const room = terminal.columns - names - 14;
    const through = one.through.length === 0 ? [] : [`through ${one.through.map(nameOf).join(' → ')}`];
    const seen = one.lastSeen === null ? [] : [`seen ${ago(one.lastSeen, now)}`];
    const way = fit(plain([...through, ...seen].join(', ')), room);
    const tier = tierText(one.tier, paint) + ' '.repeat(one.tier === null ? 6 : 0);
    line(`  ${pad(fit(plain(one.name), names), names)}  ${tier}  ${paint('dim', way)}`.trimEnd());
  }
  if (cut) terminal.say(`${breaks.length} of ${all} shown; --limit ${all} shows all.`);
};
