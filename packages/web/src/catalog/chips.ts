import { wordsOf } from '../filter/words.ts';

/** One tap that narrows the list. Of a group only one can hold: nothing is of two kinds. */
export type Chip = { readonly label: string; readonly term: string; readonly group: 'kind' | null };

export const chips: readonly Chip[] = [
  { label: 'Services', term: 'kind:service', group: 'kind' },
  { label: 'APIs', term: 'kind:api', group: 'kind' },
  { label: 'Resources', term: 'kind:resource', group: 'kind' },
  { label: 'Systems', term: 'kind:system', group: 'kind' },
  { label: 'Teams', term: 'kind:team', group: 'kind' },
  { label: 'Everything', term: 'kind:*', group: 'kind' },
  { label: 'Tier 0', term: 'tier:0', group: null },
  { label: 'No owner', term: '-owner:*', group: null },
  { label: 'Contested', term: 'contested:yes', group: null },
];

/** What is listed where nothing is asked: what people come for. Searching for words searches everything. */
export const asked = (q: string): string => (q === '' ? 'kind:service' : q);

const termsOf = (q: string): readonly string[] => wordsOf(q).map(({ start, end }) => q.slice(start, end));

export const isOn = (q: string, { term }: Chip): boolean => termsOf(asked(q)).includes(term);

/** The filter with the chip taken away where it is on, else with it in place of its group's others. */
export const toggled = (q: string, chip: Chip): string => {
  const from = asked(q);
  const on = isOn(q, chip);
  const leaving = on
    ? [chip.term]
    : chips.filter(({ group }) => group !== null && group === chip.group).map(({ term }) => term);
  let rest = from;
  for (const { start, end } of [...wordsOf(from)].reverse())
    if (leaving.includes(from.slice(start, end)))
      rest = `${rest.slice(0, start).trimEnd()} ${rest.slice(end).trimStart()}`;
  const to = `${rest.trim()}${on ? '' : ` ${chip.term}`}`.trim();
  // Nothing left to ask for would be the services again.
  return to === '' ? 'kind:*' : to === 'kind:service' ? '' : to;
};
