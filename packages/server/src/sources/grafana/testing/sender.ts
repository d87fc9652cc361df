import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { grafana } from '../index.ts';

export const sender: Sender = {
  source: grafana,
  sign: (body, secret, now) => {
    const seconds = String(Math.floor(now.getTime() / 1000));
    const signature = createHmac('sha256', secret).update(`${seconds}:`).update(body).digest('hex');
    return { 'x-grafana-alerting-signature': signature, 'x-grafana-alerting-timestamp': seconds };
  },
  expires: true,
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
