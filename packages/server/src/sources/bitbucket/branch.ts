import { looksMain } from '../../change/commit.ts';
import type { Repository } from './repository.ts';

/** The payloads do not say which branch is the main one (Cloud's may, one day, in `mainbranch`), so its name has to tell. */
export const isMain = ({ mainBranch }: Repository, branch: string | null): boolean =>
  mainBranch === null ? looksMain(branch) : branch === mainBranch;
