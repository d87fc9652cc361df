import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { changeId, changeStream } from '../../change/identity.ts';
import type { Observation } from '../../change/observation.ts';
import { tellOnce } from '../../change/tell.ts';
import { announceTopic } from './describe/describe.ts';
import { describeItself, selfTopic, version } from './self.ts';

const deployOf = (at: string): Observation => ({
  source: 'nightjar',
  key: `deploy ${version}`,
  kind: 'deploy',
  phase: 'finished',
  at,
  title: `Deploy Nightjar ${version}`,
  services: ['nightjar', 'nightjar-web'],
  environment: null,
  actor: { name: nightjarItself.subject, kind: 'automation', onBehalfOf: null },
  version,
  previousVersion: null,
  links: [],
  revert: null,
  summary: 'This version of Nightjar has started here for the first time.',
  tags: {},
  extra: { page: '/catalog/service/nightjar' },
});

/** A version is deployed once, however often it starts; keys are forgotten after some days, streams are not. */
const tellOfDeploy = async ({ log, clock }: Kernel): Promise<void> => {
  const { org } = nightjarItself;
  const observation = deployOf(clock.now().toISOString());
  const told = await log.stream(org, changeStream(changeId(org, observation.source, observation.key)));
  if (told.length === 0) await tellOnce(log, org, observation, announceTopic);
};

/** What the catalog does when something has become of it, or of Nightjar: it is told in the feed. */
export const topics = (kernel: Kernel): Topic[] => [
  {
    name: announceTopic,
    run: ({ org, payload }: RunningTask<{ readonly observation: Observation }>) =>
      tellOnce(kernel.log, org, payload.observation, announceTopic),
  },
  {
    name: selfTopic,
    maxRunning: 1,
    run: async () => {
      await describeItself(kernel);
      await tellOfDeploy(kernel);
    },
  },
];
