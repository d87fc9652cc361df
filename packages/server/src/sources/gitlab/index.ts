import { instantOfMs } from '../../change/instant.ts';
import { idOfContent } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** GitLab's project and group webhooks, of gitlab.com and of an installation of one's own. */
export const gitlab: Source = {
  name: 'gitlab',
  setup,
  reading: 3,
  keeps: [
    'x-gitlab-event',
    'x-gitlab-event-uuid',
    'x-gitlab-webhook-uuid',
    'x-gitlab-instance',
    'idempotency-key',
    'webhook-id',
    'webhook-timestamp',
  ],
  verify,
  /**
   * `Idempotency-Key` and `webhook-id` are the same id and stay the same when GitLab sends again. Before 17.4 there is neither: then
   * the event's UUID tells two equal bodies apart (a flag turned on, off and on again), and the body tells two events of one UUID apart.
   */
  identify: (headers, body) => {
    const event = headers['x-gitlab-event']?.trim().slice(0, 100);
    if (!event) return null;
    const id = headers['idempotency-key']?.trim() || headers['webhook-id']?.trim();
    const uuid = headers['x-gitlab-event-uuid']?.trim();
    const delivery = id || [uuid, idOfContent(body)].filter(Boolean).join(' ');
    return delivery.length <= 200 ? { delivery, event } : null;
  },
  map,
  /** Signed anew whenever it is sent, in seconds since 1970. Without a signing token there is none. */
  sentAt: (headers) => instantOfMs(`${headers['webhook-timestamp']?.trim() ?? ''}000`),
};
