import { expect, test } from 'vitest';
import { diagnosed, suspect } from '../../domains/notifications/testing/house.ts';
import type { ToldDiagnosis } from '../../evidence/told.ts';
import type { Page } from '../provider.ts';
import { type Block, limits, messageOf } from './blocks.ts';
import { digestOf, mostInDigest } from './digest.ts';

const look = { base: new URL('https://nightjar.example'), buttons: true };
const page = (said: Partial<ToldDiagnosis> = {}): Page => ({
  diagnosis: diagnosed('dgn_1', said),
  alert: null,
  heardAt: 0,
});

const texts = (block: Block): string[] => {
  const found: string[] = [];
  JSON.stringify(block, (name, value: unknown) => {
    if (name === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
};

const within = (blocks: readonly Block[]): void => {
  expect(blocks.length).toBeLessThanOrEqual(limits.blocks);
  for (const block of blocks) {
    expect(['section', 'context', 'actions']).toContain(block.type);
    for (const text of texts(block)) expect(text.length).toBeLessThanOrEqual(limits.section);
    const { elements } = block as { readonly elements?: readonly object[] };
    if (elements !== undefined)
      expect(elements.length).toBeLessThanOrEqual(block.type === 'context' ? 10 : 25);
    if (block.type === 'section') expect(texts(block)[0]).not.toBe('');
  }
};

test('a message names suspects with reasons, the owner and the links, and can be answered', () => {
  const { text, blocks } = messageOf(
    {
      ...page(),
      alert: {
        id: 'alr_1',
        source: 'grafana',
        key: 'k',
        title: 't',
        labels: {},
        links: [{ label: 'dashboard', url: 'https://grafana.example/d/1' }],
      },
    },
    look,
  );
  within(blocks);
  expect(text).toBe('pricing in prod: Deploy pricing v811 (60 %)');
  expect(blocks.map(({ type }) => type)).toEqual([
    'section',
    'section',
    'section',
    'section',
    'context',
    'actions',
    'context',
  ]);
  const [head, verdict, first, , owner, none, foot] = blocks.map((it) => JSON.stringify(it));
  expect(head).toContain(
    '<https://nightjar.example/diagnoses/dgn_1|PricingErrors dgn_1: 5 % of requests fail>',
  );
  expect(head).toContain('<https://grafana.example/d/1|dashboard>');
  expect(verdict).toContain('Probably one of these changes (82 %).');
  expect(first).toContain('• It finished at 02:44, 7 min before the trouble began.');
  expect(first).toContain('deploy of pricing, prod, by joey');
  expect(blocks[2]).toMatchObject({
    accessory: {
      action_id: 'nightjar.this',
      text: { text: 'This was it' },
      value: '{"diagnosis":"dgn_1","change":"chg_1"}',
    },
  });
  expect(owner).toContain('<https://nightjar.example/catalog/group/payments|Payments>');
  expect(none).toContain('None of these');
  expect(foot).toContain('Round 1, at the page · 14 changes looked at');
});

test('where nothing plausible changed it says so, and names nobody', () => {
  const { blocks } = messageOf(
    page({
      verdict: 'not a change',
      probability: 0.12,
      reasons: ['No change stands near enough to it.'],
      without: [{ what: 'metrics', says: 'There are no metrics at all.' }],
    }),
    look,
  );
  within(blocks);
  const all = JSON.stringify(blocks);
  expect(all).toContain('Nothing plausible changed: that a change did it has 12 %.');
  expect(all).toContain('• No change stands near enough to it.');
  expect(all).toContain('Without: There are no metrics at all.');
  expect(all).not.toContain('Deploy pricing');
  expect(all).toContain('No change did it');
});

test('at most three are told, and a button only where it is heard', () => {
  const four = [1, 2, 3, 4].map((nth) => suspect(nth));
  expect(JSON.stringify(messageOf(page({ suspects: four }), look).blocks)).not.toContain('v814');
  expect(JSON.stringify(messageOf(page(), { ...look, buttons: false }).blocks)).not.toContain('button');
});

test('without an address for people there are no links, and what strangers wrote is text alone', () => {
  const evil = '<!channel> *<https://evil.example|click>*';
  const { text, blocks } = messageOf(
    page({
      title: evil,
      service: evil,
      suspects: [suspect(1, { title: evil, actor: evil, reasons: [evil], address: 'javascript:alert(1)' })],
      owner: { name: evil, address: '//evil.example', contacts: [{ kind: evil, value: 'javascript:x' }] },
      judgements: [{ change: 'chg_1', judgement: 'confirmed', by: 'slack:U1', byName: evil }],
    }),
    { base: null, buttons: true },
  );
  for (const all of [text, ...blocks.flatMap(texts)]) expect(all).not.toMatch(/<(?!!date\^)/);
  const linked = messageOf(page({ suspects: [suspect(1, { address: 'https://evil.example/' })] }), look);
  expect(JSON.stringify(linked.blocks)).not.toContain('<https://evil.example');
});

test('texts of any length fit, and a digest of forty pages', () => {
  const long = '<&>'.repeat(20_000);
  within(
    messageOf(
      page({
        title: long,
        suspects: [1, 2, 3].map((nth) =>
          suspect(nth, { title: long, actor: long, reasons: [long, long, long] }),
        ),
        without: Array.from({ length: 30 }, () => ({ what: 'gap', says: long })),
        owner: { name: long, address: '/', contacts: [{ kind: long, value: long }] },
        judgements: [{ change: null, judgement: 'confirmed', by: long, byName: null }],
      }),
      look,
    ).blocks,
  );
  const { blocks } = digestOf(
    Array.from({ length: mostInDigest }, (_, nth) => ({
      diagnosis: diagnosed(`dgn_${nth}`, { title: long }),
      alert: null,
      heardAt: 0,
    })),
    look,
  );
  within(blocks);
  const all = JSON.stringify(blocks);
  for (let nth = 0; nth < mostInDigest; nth += 1) expect(all).toContain(`/diagnoses/dgn_${nth}|`);
});

test('addresses that are too long for a message are left out, and it can be sent', () => {
  const long = (n: number) => `https://pager.example/${n}/${'x'.repeat(1500)}`;
  const contacts = [0, 1, 2, 3].map((n) => ({ kind: `way ${n}`, value: long(n) }));
  const links = [4, 5, 6].map((n) => ({ label: `link ${n}`, url: long(n) }));
  const { diagnosis } = page({ owner: { name: 'Payments', address: '/payments', contacts } });
  const alert = { id: 'alr_1', source: 'grafana', key: 'k', title: 't', labels: {}, links };
  const { blocks } = messageOf({ diagnosis, alert, heardAt: 0 }, look);
  within(blocks);
  const shown = JSON.stringify(blocks);
  expect(shown).toContain('way 0');
  expect(shown).not.toContain('way 3');
  expect(shown).toContain('pricing in prod · paged');
  expect(shown).toContain('link 4');
});
