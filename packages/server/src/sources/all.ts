import { argocd } from './argocd/index.ts';
import { github } from './github/index.ts';
import type { Source } from './source.ts';

/** Every kind of sender that has a webhook of its own, in the order in which people look for them. */
export const sources: readonly Source[] = [github, argocd];
