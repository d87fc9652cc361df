import { recognises as isBackstage, readBackstage } from './backstage/read-backstage.ts';
import { recognises as isEffx, readEffx } from './effx/read-effx.ts';
import type { Outcome, Where } from './reading.ts';

/** A kind of descriptor: how one of its documents is known, and how it is read. */
export type Format = {
  /** In words, for whoever sent something else. */
  readonly accepts: string;
  readonly recognises: (value: unknown, path: string) => boolean;
  readonly read: (value: unknown, where: Where) => Outcome;
};

/** Documents of YAML or JSON. The first that recognises one reads it, so what is sure of its own stands first. */
export const formats: readonly Format[] = [
  { accepts: 'effx.yaml (version: effx/v1)', recognises: isEffx, read: readEffx },
  {
    accepts: 'catalog-info.yaml of Backstage (apiVersion: backstage.io/v1alpha1)',
    recognises: isBackstage,
    read: readBackstage,
  },
];
