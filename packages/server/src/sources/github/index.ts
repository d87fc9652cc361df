import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** GitHub's webhooks, of github.com and of an Enterprise Server. */
export const github: Source = {
  name: 'github',
  setup,
  reading: 2,
  keeps: [
    'x-github-delivery',
    'x-github-event',
    'x-github-hook-id',
    'x-github-hook-installation-target-id',
    'x-github-hook-installation-target-type',
    'x-github-enterprise-host',
    'x-github-enterprise-version',
  ],
  verify,
  identify: (headers) => {
    const delivery = headers['x-github-delivery']?.trim();
    const event = headers['x-github-event']?.trim();
    return delivery && event && delivery.length <= 200 ? { delivery, event: event.slice(0, 100) } : null;
  },
  map,
};
