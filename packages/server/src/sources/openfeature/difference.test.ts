import { describe, expect, test } from 'vitest';
import { differences } from './difference.ts';
import { step } from './step.ts';

const flag = (more: object = {}) => ({
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
  ...more,
});
const some = { if: [{ '==': [{ var: 'country' }, 'CH'] }, 'on'] };
const verbs = (before: object | null, after: object | null) => {
  const file = (it: object | null) => ({ flags: it === null ? {} : { a: it } });
  return differences(file(before), file(after)).map(({ verb }) => verb);
};

describe('one flag', () => {
  test.each([
    [flag(), flag({ defaultVariant: 'on' }), ['Turn on']],
    [flag({ defaultVariant: 'on' }), flag(), ['Turn off']],
    [flag(), flag({ targeting: some }), ['Turn on']],
    [flag({ targeting: some }), flag(), ['Turn off']],
    [flag({ defaultVariant: 'on' }), flag({ defaultVariant: 'on', state: 'DISABLED' }), ['Turn off']],
    [flag({ targeting: some }), flag({ targeting: { if: [true, 'on'] } }), ['Change the targeting of']],
    [flag({ state: 'DISABLED' }), flag({ state: 'DISABLED', targeting: some }), []],
    [flag(), flag({ metadata: { owner: 'shop' } }), []],
    [flag(), flag({ variants: { off: false, on: true } }), []],
    [null, flag(), []],
    [null, flag({ defaultVariant: 'on' }), ['Add']],
    [flag(), null, ['Remove']],
  ])('%j → %j: %j', (before, after, expected) => {
    expect(verbs(before, after)).toEqual(expected);
  });
});

test('what is no file of definitions differs in nothing', () => {
  for (const odd of [null, 'text', 7, [], { flags: 'none' }, { flags: [null, {}] }]) {
    expect(differences(odd, odd)).toEqual([]);
  }
});

test('the step sends each field that is read, and nothing that differs when it is run again', () => {
  for (const name of ['before', 'after', 'path', 'environment', 'repository', 'revision', 'at', 'author'])
    expect(step).toMatch(new RegExp(`[${'$'}{ ,]${name}[,:} ]`));
  expect(step).not.toMatch(/\bdate\b|RANDOM/);
});
