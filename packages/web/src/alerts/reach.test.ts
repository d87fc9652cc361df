import { expect, test } from 'vitest';
import { waysOf } from './reach.ts';

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
