import { atlantis } from './atlantis/index.ts';
import { bitbucket } from './bitbucket/index.ts';
import { circleci } from './circleci/index.ts';
import { effx } from './effx/index.ts';
import { github } from './github/index.ts';
import { gitlab } from './gitlab/index.ts';
import { jenkins } from './jenkins/index.ts';
import type { Source } from './source.ts';
import { spinnaker } from './spinnaker/index.ts';

/** Every kind of sender that has a webhook of its own, in the order in which people look for them. */
export const sources: readonly Source[] = [
  github,
  gitlab,
  bitbucket,
  jenkins,
  circleci,
  spinnaker,
  atlantis,
  effx,
];
