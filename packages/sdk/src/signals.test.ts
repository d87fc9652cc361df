import { setClock, signalHouse } from '@nightjar/server/domains/signals/testing/house';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';

const noon = Date.UTC(2026, 2, 1, 12);

test('points are sent, listed, charted and read by segments', async () => {
  await using house = await signalHouse({ clock: setClock(noon + 60_000) });
  const as = (token: string) => connect({ url: house.url, token }).signals;
  const [reader, admin] = [as('read'), as('admin')];
  const points = [
    [noon, 12],
    ['2026-03-01T12:00:05Z', 14],
  ] as const;
  expect(await as('ingest').send([{ service: 'pricing', signal: 'latency', points }])).toEqual({
    taken: 2,
    refused: [],
  });
  await house.flush();
  const { series } = await reader.series({ service: 'pricing', of: 'latency' });
  expect(series).toMatchObject([{ service: 'pricing', signal: 'latency' }]);
  const chart = await reader.chart({ service: 'pricing', from: '2026-03-01T12:00:00Z', width: 100 });
  expect(chart).toMatchObject({ resolutionSeconds: 10, series: [{ points: [[noon, 13, 12, 14]] }] });
  expect((await reader.chart({ of: 'errors' })).series).toEqual([]);
  const segment = await reader.segment(series[0]?.id ?? '', {
    resolution: 3600,
    from: Math.floor(noon / 1.296e9) * 1.296e9,
  });
  expect(segment).toMatchObject({ sealed: false, slots: [[noon, 2, 26, 12, 14, 14]] });
  const rule = {
    signal: 'cpu',
    kind: 'gauge',
    service: { fixed: 'x' },
    from: { is: 'remote-write', metric: 'cpu' },
  } as const;
  expect((await admin.setRule('cpu', rule)).rule).toMatchObject({ name: 'cpu', state: null });
  expect((await reader.rule('cpu')).rule.from).toEqual({ is: 'remote-write', metric: 'cpu', labels: {} });
  await admin.removeRule('cpu');
  expect((await reader.rules()).rules).toEqual([]);
});
