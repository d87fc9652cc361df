import type { Answer, Received, Source } from '../source.ts';
import { dedupKeyOf, identify, isAlert } from './identity.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** As PagerDuty answers: its clients take the key for what they send next about the same alert from there. */
const answer = ({ delivery, value }: Received): Answer => ({
  status: 202,
  body: isAlert(value)
    ? { status: 'success', message: 'Event processed', dedup_key: dedupKeyOf(value, delivery) }
    : { status: 'success', message: 'Change event processed' },
});

/** PagerDuty's Events API, version 2, at its own paths: what sends changes or alerts to PagerDuty can send them here. */
export const pagerdutyChange: Source = {
  name: 'pagerduty-change',
  setup,
  reading: 1,
  keeps: [],
  verify,
  identify,
  map,
  paths: ['/v2/change/enqueue', '/v2/enqueue'],
  answer,
};
