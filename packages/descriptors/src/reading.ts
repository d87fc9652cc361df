import type { Description, Fault } from './description.ts';
import type { Problem } from './problem.ts';

/** Where a text is from. */
export type Where = {
  /** Within the checkout, with `/`: `services/pricing/catalog-info.yaml`. */
  readonly path: string;
  /** What was looked at: `github.com/acme/pricing`. */
  readonly origin: string;
  /** The web address of the repository that the path is in, where it is known: `https://github.com/acme/pricing`. */
  readonly repository?: string;
  /** What placeholders (`$text: ./openapi.yaml`) stand for, by what they name, as far as the caller has fetched it. */
  readonly resolved?: ReadonlyMap<string, string>;
};

/** What one document was read as, before lines are looked up. */
export type Outcome =
  | {
      readonly is: 'read';
      readonly descriptions: readonly Description[];
      readonly warnings: readonly Problem[];
    }
  | { readonly is: 'problem'; readonly problem: Problem }
  | { readonly is: 'fault'; readonly fault: Fault };
