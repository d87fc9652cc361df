import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'effx',
  group: 'anything',
  brings: 'Events that are posted to effx: deployments, and whatever else a script tells of.',
  proof: 'token',
  steps: [
    'Where effx-cli or a script sends events, point the address of the API (api.effx.io) at this server: the path /v2/events is answered here as it is there.',
    'Or give the whole address: {url}',
    'X-Effx-Api-Key (EFFX_API_KEY of effx-cli): {secret}',
    'Send one. It is answered with 204 and no body, as by effx.',
  ],
  docs: 'https://github.com/effxhq/effx-api-v2-go',
};
