import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'effx',
  group: 'anything',
  brings: 'Events that are posted to effx: deployments, and whatever else a script tells of.',
  proof: 'token',
  steps: [
    'effx-cli: set EFFX_API_HOST to this server’s host name, and EFFX_API_KEY to {secret}',
    'Scripts: put this server’s address in the place of https://api.effx.io. The path /v2/events is answered here as it is there; the whole address {url} serves as well.',
    'The header X-Effx-Api-Key holds {secret}',
    'Send one. It is answered with 204 and no body, as by effx.',
  ],
  docs: 'https://github.com/effxhq/effx-api-v2-go',
};
