import type { Caller } from '@nightjar/kernel/caller';
import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Evidence } from '../../evidence/parts.ts';
import { groupsOver } from './groups/groups.ts';
import { judgeDiagnosis } from './judge.ts';
import { learningRoutes } from './learning/routes.ts';
import { diagnoses } from './projection.ts';
import { diagnosisById as byId } from './queries.ts';
import { roundsTopic } from './rounds/topic.ts';
import { routes } from './routes.ts';
import type { Diagnosis, NewJudgement } from './wire.ts';

type Options = {
  /**
   * Topics of those who tell people: each round of a page enqueues a task `{ diagnosis, round }` for each. Only topics that some
   * process runs: tasks of others would wait for ever.
   */
  readonly tell?: readonly string[];
};

/** What probably broke, with reasons, made from what other domains give. */
export const diagnosisWith = (evidence: Evidence, { tell = [] }: Options = {}): Domain => {
  const groups = groupsOver(evidence);
  return domain({
    name: 'diagnosis',
    projections: [diagnoses, ...groups.projections],
    reactions: groups.reactions,
    routes: (http, kernel) => {
      routes(http, kernel, evidence);
      groups.routes(http, kernel);
      learningRoutes(http, kernel);
    },
    topics: (kernel) => [roundsTopic(kernel, evidence, tell), ...groups.topics(kernel)],
  });
};

/** How who tells people reads a diagnosis; null where there is none. */
export const diagnosisById =
  (evidence: Evidence) =>
  (kernel: Kernel, caller: Caller, id: string): Promise<Diagnosis | null> =>
    byId(kernel, evidence, caller, id);

/** How a responder's word comes in by other ways than the front door. Answers the position to read it at. */
export const judge = (kernel: Kernel, caller: Caller, id: string, said: NewJudgement): Promise<number> =>
  judgeDiagnosis(kernel.log, caller, id, said);
