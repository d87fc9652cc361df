import type { Setup } from '../source.ts';
import { step } from './step.ts';

export const setup: Setup = {
  title: 'OpenFeature (flagd)',
  group: 'flags',
  brings:
    'Every flag that a merge to the definitions of flagd turned on, turned off, retargeted, added or removed.',
  proof: 'token',
  steps: [
    'flagd reads its definitions from files and sends nothing when they change, so the pipeline of their repository does.',
    'Put the token into the secrets of the pipeline as NIGHTJAR_FLAGS_TOKEN: {secret}',
    'Save the step below as tell-nightjar.sh and run it after each merge, once for each file of definitions. It needs git, jq and curl, and a checkout of two commits (fetch-depth: 2).',
    'Where one push may bring several commits, set BEFORE to the commit before it (github.event.before, CI_COMMIT_BEFORE_SHA).',
  ],
  paste: { label: 'tell-nightjar.sh', language: 'sh', text: step },
  docs: 'https://flagd.dev/reference/flag-definitions/',
};
