import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../change/located.ts';
import type { AskParts } from './ask/look.ts';
import { type Bounds, usualBounds } from './ask/question.ts';
import type { PrometheusTokens } from './ask/tokens.ts';
import { type CollectorOptions, openCollector } from './collector.ts';

export type HouseParts = {
  /** Who tells which service a name is meant for. */
  readonly locate: Locate;
  readonly tokens: PrometheusTokens;
  readonly collecting?: CollectorOptions;
  readonly bounds?: Bounds;
};

/** By what all parts of a house share. */
const opened = new WeakMap<Kernel['database'], AskParts>();

export const openHouse = (
  kernel: Kernel,
  { locate, tokens, collecting = {}, bounds = usualBounds }: HouseParts,
): AskParts => {
  const parts = { locate, tokens, bounds, collector: openCollector(kernel, collecting) };
  opened.set(kernel.database, parts);
  return parts;
};

export const house = ({ database }: Pick<Kernel, 'database'>): AskParts => {
  const parts = opened.get(database);
  if (parts === undefined) throw new Error('Open the domain signals before its routes are added.');
  return parts;
};
