import { forgetFeeds } from '../feed/kept.ts';
import { nightjar } from '../nightjar.ts';
import { answers } from '../ui/answers.ts';
import { draftsBelongTo, forgetDrafts } from '../ui/drafts.ts';

/** Nothing of whoever was here is left in this page. */
export const leavePage = (): void => {
  forgetDrafts();
  forgetFeeds();
  answers.clear();
};

/** Learns who is signed in: what this page remembers of another is gone before anything of theirs is shown. */
export const knowWho = async (): Promise<void> => {
  const { caller } = await nightjar.whoami();
  if (caller !== null) draftsBelongTo(caller.subject);
};

/** Somebody has just signed in: what the one before was told is not theirs. Where it cannot be told who, it is another. */
export const welcomeIn = (): Promise<void> => {
  forgetFeeds();
  answers.clear();
  return knowWho().catch(leavePage);
};
