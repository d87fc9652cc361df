import { beforeAll, expect, test, vi } from 'vitest';
import { asOfActions } from '../catalog/as-of-actions.ts';
import { diagnosisActions } from '../diagnosis/actions.ts';
import { feedActions } from '../feed/actions.ts';
import { viewActions } from '../views/actions.ts';
import type { Action } from './action.ts';
import { boxActions } from './box-actions.ts';
import { conflictsIn } from './keys.ts';
import { movingActions } from './moving-actions.ts';

const nothing = (): void => {};
const nobody = { current: null };

let everywhere: readonly Action[];
beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://nightjar.example/'));
  const { houseActions } = await import('./house-actions.ts');
  const { wayActions } = await import('./ways.ts');
  everywhere = [...wayActions(null), ...houseActions({ theme: 'dark', singleKeys: true })];
});

const lists = [...boxActions(nobody, 'Filter'), ...movingActions(nobody)];
const views = viewActions({ onSave: nothing, onList: nothing });
const asOf = asOfActions({ past: true, onPick: nothing, onNow: nothing });

/** What each screen adds to what can be done everywhere. */
const screens: Readonly<Record<string, readonly Action[]>> = {
  feed: [
    ...lists,
    ...views,
    ...asOf,
    ...feedActions({ all: false, openId: 'chg_1', onOther: nothing, onNew: nothing, onClose: nothing }),
  ],
  catalog: [...lists, ...views, ...asOf],
  entity: [...movingActions(nobody), ...asOf, ...diagnosisActions(nothing)],
  diagnosis: movingActions(nobody),
  graph: asOf,
  sources: lists,
  alerts: lists,
};

test.each(Object.entries(screens))('no two actions of the screen %s claim the same key', (_, own) =>
  expect(conflictsIn([...everywhere, ...own])).toEqual([]),
);

test.each(Object.entries(screens))(
  'every action of the screen %s has a name of its own and an order for a label',
  (_, own) => {
    const all = [...everywhere, ...own];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { label } of all) expect.soft(label).toMatch(/^[A-Z][^\n]{2,70}$/);
  },
);
