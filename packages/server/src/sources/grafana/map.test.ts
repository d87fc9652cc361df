import { expect, test } from 'vitest';
import { bodyIn, readAs } from '../testing/sender.ts';
import { grafana } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => bodyIn<{ readonly alerts: readonly object[] }>(sender, name);
const idOf = (body: unknown) => readAs(grafana, 'notification', body).alerts[0]?.alert;

test('an alert is one from its firing to its end; the same labels in another organisation are another', () => {
  const firing = fixture('firing');
  expect(idOf(firing)).toBe(idOf(fixture('resolved')));
  expect(idOf({ ...firing, orgId: 2 })).not.toBe(idOf(firing));
  expect(idOf({ ...firing, externalURL: 'https://other.example.com/' })).not.toBe(idOf(firing));
});

test('a group that is repeated with one more alert names only that one anew', () => {
  const firing = fixture('firing');
  const [alert] = firing.alerts;
  const other = { ...alert, fingerprint: 'bc97ff14869b13e3', values: { B: 3 } };
  const ids = (...alerts: unknown[]) =>
    grafana.parts?.({ ...firing, alerts }, new Date(0)).map(({ delivery }) => delivery) ?? [];
  const [first] = ids(alert);
  expect(ids({ ...alert, values: { B: 95 } }, other)).toEqual([
    first,
    expect.not.stringContaining(first ?? ''),
  ]);
});
