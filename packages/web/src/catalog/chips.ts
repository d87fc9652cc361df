import { wordsOf } from '../filter/words.ts';

/** One tap that narrows the list: `terms` exclude one another within a group, as no one thing is two kinds. */
export type Chip = { readonly label: string; readonly term: string; readonly group: string | null };

export const chips: readonly Chip[] = [
  { label: 'Services', term: 'kind:service', group: 'kind' },
  { label: 'APIs', term: 'kind:api', group: 'kind' },
  { label: 'Resources', term: 'kind:resource', group: 'kind' },
  { label: 'Systems', term: 'kind:system', group: 'kind' },
  { label: 'Teams', term: 'kind:team', group: 'kind' },
  { label: 'Tier 0', term: 'tier:0', group: null },
  { label: 'No owner', term: 'owner:none', group: null },
  { label: 'Contested', term: 'contested:true', group: null },
];

const termsOf = (q: string): readonly string[] => wordsOf(q).map(({ start, end }) => q.slice(start, end));

export const isOn = (q: string, { term }: Chip): boolean => termsOf(q).includes(term);

/** The filter with the chip taken away where it is on, else with it in place of its group's others. */
export const toggled = (q: string, chip: Chip): string => {
  const leaving = isOn(q, chip)
    ? [chip.term]
    : chips.filter(({ group }) => group !== null && group === chip.group).map(({ term }) => term);
  let rest = q;
  for (const { start, end } of [...wordsOf(q)].reverse())
    if (leaving.includes(q.slice(start, end)))
      rest = `${rest.slice(0, start).trimEnd()} ${rest.slice(end).trimStart()}`;
  return `${rest.trim()}${isOn(q, chip) ? '' : ` ${chip.term}`}`.trim();
};
