import type { Http } from './http/http.ts';
import type { Kernel } from './kernel.ts';
import type { Projection } from './projection/projection.ts';
import type { Reaction } from './reaction/reaction.ts';
import type { Topic } from './tasks/tasks.ts';

/** A thing the product knows about, as `app.ts` sees it. */
export type Domain = {
  readonly name: string;
  readonly projections?: readonly Projection[];
  readonly routes?: (http: Http, kernel: Kernel) => void | Promise<void>;
  readonly reactions?: readonly Reaction[];
  readonly topics?: (kernel: Kernel) => readonly Topic[];
};

export const domain = (it: Domain): Domain => it;
