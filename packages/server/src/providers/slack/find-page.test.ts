import { expect, test } from 'vitest';
import type { ToldAlert } from '../../evidence/told.ts';
import { type Heard, heardIn, pageAmong } from './find-page.ts';

const at = 1_772_333_467;
const near = { heardAt: at * 1000, withinMs: 120_000, ours: 'B0US' };

const alert: ToldAlert = {
  id: 'alr_1',
  source: 'pagerduty',
  key: 'shop.pagerduty.com/Q0V1PGR0VU2',
  title: 'Error rate of pay is high',
  links: [
    { label: 'incident', url: 'https://shop.pagerduty.com/incidents/Q0V1PGR0VU2' },
    { label: 'runbook', url: 'https://wiki.example/runbooks/errors' },
  ],
  labels: {},
};

const message = (text: string, more: object = {}): Heard => {
  const heard = heardIn({ ts: `${at}.000100`, text, bot_id: 'B0PAGER', ...more });
  if (heard === null) throw new Error('It is no message.');
  return heard;
};

test('a page is known by its link, its id or its title, wherever in the message they stand', () => {
  const byLink = message('', {
    attachments: [{ title_link: 'https://shop.pagerduty.com/incidents/Q0V1PGR0VU2' }],
  });
  const byId = message('Triggered #12', { blocks: [{ text: { text: 'Incident *Q0V1PGR0VU2*' } }] });
  const byTitle = message('[FIRING:1] *Error rate of  Pay is high* (prod)');
  for (const it of [byLink, byId, byTitle]) expect(pageAmong([it], alert, near)).toBe(it);
});

test('escaped text is what it stands for', () => {
  const it = message('p99 &gt; 300 ms &amp; rising');
  expect(pageAmong([it], { ...alert, links: [], key: 'k', title: 'p99 > 300 ms & rising' }, near)).toBe(it);
});

test('neither people, nor our own words, nor another alert, nor what was long ago', () => {
  const others = [
    message('Error rate of pay is high', { bot_id: undefined }),
    message('Error rate of pay is high', { bot_id: 'B0US' }),
    message('Error rate of pay is higher than ever'),
    message('See https://wiki.example/runbooks/errors'),
    message('Error rate of pay is high', { ts: `${at - 121}.000100` }),
    message('Error rate of pay is high', {
      metadata: { event_type: 'nightjar_diagnosis', event_payload: { diagnosis: 'dgn_9' } },
    }),
  ];
  expect(pageAmong(others, alert, near)).toBeNull();
  expect(pageAmong([message('Error rate of pay is high')], null, near)).toBeNull();
});

test('of two that tell of it the surer one, then the nearer one', () => {
  const far = message('Error rate of pay is high', { ts: `${at - 60}.000100` });
  const close = message('Error rate of pay is high', { ts: `${at - 2}.000100` });
  const sure = message('https://shop.pagerduty.com/incidents/Q0V1PGR0VU2', { ts: `${at - 90}.000100` });
  expect(pageAmong([far, close], alert, near)).toBe(close);
  expect(pageAmong([far, close, sure], alert, near)).toBe(sure);
});

test('what is no message is none', () => {
  for (const it of [null, 'x', {}, { ts: 'now' }, { ts: 5 }, []]) expect(heardIn(it)).toBeNull();
});
