import type { Actor } from './observation.ts';

/** Names that robots go by: `renovate[bot]`, `deploy-bot`, `bot`, service accounts, and the best-known tools. */
const robots =
  /\[bot\]$|(^|[-_. ])bot$|^bot[-_. ]|^system:|^(github-actions|github|dependabot|renovate|jenkins|argocd|flux|terraform|buildkite|circleci|gitlab-ci|ci|cron)$/i;

/** What an actor's name gives away. A name that gives nothing away is `unknown`: people are not guessed. */
export const kindOfActor = (name: string): Actor['kind'] => (robots.test(name) ? 'automation' : 'unknown');
