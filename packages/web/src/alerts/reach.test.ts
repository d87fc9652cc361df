import { expect, test } from 'vitest';
import { openedFrom, waysOf } from './reach.ts';

const link = (label: string) => ({ label, url: `https://x.example/${label}` });

test('what the alert leads to comes before what its service has', () => {
  const page = {
    links: [
      { group: 'dashboards', links: [link('signals')] },
      { group: 'runbooks', links: [link('when it burns')] },
    ],
  };
  expect(waysOf({ links: [link('alertmanager'), link('Runbook')] }, page)).toEqual({
    dashboard: link('signals'),
    runbook: link('Runbook'),
    source: link('alertmanager'),
  });
  expect(waysOf({ links: [] }, null)).toEqual({ dashboard: null, runbook: null, source: null });
});

test('what leads somewhere is a tap, the nearest help first; an unsafe address is none', () => {
  const of = { ref: 'team:default/money', kind: 'team', name: 'money', known: true };
  const contacts = [
    { slot: 'chat', label: '#money', url: 'javascript:alert(1)', of },
    { slot: 'onCall', label: 'money on call', url: 'tel:+49301', of },
    { slot: 'email', label: 'money@x.example', url: null, of },
  ] as const;
  const page = { links: [{ group: 'dashboards', links: [link('signals')] }] };
  expect(openedFrom([], page, contacts).map(({ is, href }) => [is, href])).toEqual([
    ['onCall', 'tel:+49301'],
    ['dashboard', 'https://x.example/signals'],
  ]);
});
