import type { Setup } from '../source.ts';

const endpoint = `rest:
  enabled: true
  endpoints:
    - wrap: false
      url: {url}
      headers:
        Authorization: Bearer {secret}
`;

export const setup: Setup = {
  title: 'Spinnaker',
  group: 'delivery',
  brings:
    'Deployments, rollbacks and scalings that its stages make, and pipelines that deploy nothing themselves.',
  proof: 'token',
  steps: [
    'Paste the block below into echo-local.yml: with Halyard in ~/.hal/default/profiles, with the Operator under spec.spinnakerConfig.profiles.echo.',
    'Where your Echo knows no headers, leave them out, and write the address as {url}?key={secret}',
    'Apply: hal deploy apply, or kubectl apply -f spinnakerservice.yml.',
    'Leave echo.events.includeFullExecution of Orca as it is, or on false: Nightjar needs the execution with stages, not with tasks.',
  ],
  paste: { label: 'echo-local.yml', language: 'yaml', text: endpoint },
  docs: 'https://spinnaker.io/docs/setup/other_config/features/notifications/',
};
