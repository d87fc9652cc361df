import { expect, test } from 'vitest';
import { type Chip, chips, isOn, toggled } from './chips.ts';

const named = (label: string): Chip => {
  const chip = chips.find((it) => it.label === label);
  if (chip === undefined) throw new Error(`There is no chip ${label}.`);
  return chip;
};

test('a chip adds its term to what is typed, and takes only that away again', () => {
  const on = toggled('chekout "a b"', named('Tier 0'));
  expect(on).toBe('chekout "a b" tier:0');
  expect(isOn(on, named('Tier 0'))).toBe(true);
  expect(toggled(on, named('Tier 0'))).toBe('chekout "a b"');
});

test('where nothing is asked the services are listed, and chips narrow what is seen', () => {
  expect([isOn('', named('Services')), isOn('x', named('Services'))]).toEqual([true, false]);
  expect(toggled('', named('No owner'))).toBe('kind:service -owner:*');
  expect(toggled('kind:service tier:0', named('Tier 0'))).toBe('');
  expect(toggled('', named('Services'))).toBe('kind:*');
});

test('nothing is of two kinds: one kind takes the place of another', () => {
  expect(toggled('kind:api tier:0 x', named('Teams'))).toBe('tier:0 x kind:team');
});
