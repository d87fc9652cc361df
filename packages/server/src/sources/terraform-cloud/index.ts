import { hmacOfBody, idOfContent } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { isVerification, triggersOf } from './payload.ts';
import { setup } from './setup.ts';

/** Notifications of HCP Terraform (Terraform Cloud) and of Terraform Enterprise. */
export const terraformCloud: Source = {
  name: 'terraform-cloud',
  setup,
  reading: 2,
  keeps: [],
  // SHA-512, where most senders use SHA-256.
  verify: hmacOfBody({ header: 'x-tfe-notification-signature', algorithm: 'sha512' }),
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: triggersOf(value).join(' ').slice(0, 100) || 'notification',
  }),
  map,
  greet: (value) => (isVerification(value) ? { status: 200, body: { verified: true } } : null),
  // Whatever is not 200 shows as failed in the workspace's settings.
  answer: ({ delivery, position }) => ({ status: 200, body: { delivery, position } }),
};
