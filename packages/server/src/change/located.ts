import type { Hint } from './hint.ts';

/**
 * How the services of a report were found, kept with the observation: what the sender said of them, and by what they were told.
 * `rule`: a person said so; `join`: the catalog knows the sender's id; `name`: it is called so there; `default`: the source has a
 * service of its own; `none`: nobody knows, and the names stand as the sender wrote them.
 */
export type Located = {
  readonly by: 'rule' | 'join' | 'name' | 'default' | 'none';
  /** 0 to 1. */
  readonly confidence: number;
  /** What the sender called it, before. */
  readonly said: readonly string[];
  readonly hints: readonly Hint[];
};

/** What a report is about, as its sender says. */
export type About = {
  readonly org: number;
  readonly source: string;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly hints: readonly Hint[];
};

/** Finds the services that a report is about. Synchronous, from what is known at the moment: it is asked for every report. */
export type Locate = (about: About) => {
  readonly services: readonly string[];
  readonly environment: string | null;
  /** Null where the sender named them as the catalog does. */
  readonly located: Located | null;
};

/** Takes the sender's word, as where there is no catalog to ask. */
export const asSaid: Locate = ({ services, environment }) => ({ services, environment, located: null });
