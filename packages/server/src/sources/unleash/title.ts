import { idAt, textAt } from '../json.ts';
import type { FlagEvent } from './flag-event.ts';

export type Told = { readonly title: string; readonly version?: string; readonly previousVersion?: string };

const where = ({ environment }: FlagEvent): string => (environment === null ? '' : ` in ${environment}`);

/** A percentage of users that a strategy lets in; Unleash keeps it as text. */
const rolloutOf = (strategy: unknown): string | null => {
  const share = idAt(strategy, 'parameters', 'rollout') ?? idAt(strategy, 'parameters', 'percentage');
  return share === null || !/^\d{1,3}$/.test(share) ? null : `${share} %`;
};

const strategyOf = (strategy: unknown): string => {
  const name = textAt(strategy, 'name');
  return name === null ? 'strategy' : `strategy ${name}`;
};

const strategyChanged = (it: FlagEvent, flag: string): Told => {
  const [share, before] = [rolloutOf(it.data), rolloutOf(it.before)];
  if (share === null || share === before)
    return { title: `Change ${strategyOf(it.data)} of flag ${flag}${where(it)}` };
  return {
    title: `Roll out flag ${flag} to ${share}${where(it)}`,
    version: share,
    ...(before === null ? {} : { previousVersion: before }),
  };
};

const strategyAdded = (it: FlagEvent, flag: string): Told => {
  const share = rolloutOf(it.data);
  return {
    title: `Add ${strategyOf(it.data)} to flag ${flag}${where(it)}`,
    ...(share === null ? {} : { version: share }),
  };
};

/** What each event that changes how flags are answered says of the flag. */
const ofFlag = new Map<string, (it: FlagEvent, flag: string) => Told>([
  ['feature-environment-enabled', (it, flag) => ({ title: `Turn on flag ${flag}${where(it)}` })],
  ['feature-environment-disabled', (it, flag) => ({ title: `Turn off flag ${flag}${where(it)}` })],
  ['feature-strategy-add', strategyAdded],
  ['feature-strategy-update', strategyChanged],
  [
    'feature-strategy-remove',
    (it, flag) => ({ title: `Remove ${strategyOf(it.before)} from flag ${flag}${where(it)}` }),
  ],
  ['strategy-order-changed', (it, flag) => ({ title: `Reorder the strategies of flag ${flag}${where(it)}` })],
  ['feature-variants-updated', (it, flag) => ({ title: `Change the variants of flag ${flag}${where(it)}` })],
  [
    'feature-environment-variants-updated',
    (it, flag) => ({ title: `Change the variants of flag ${flag}${where(it)}` }),
  ],
  ['feature-archived', (_, flag) => ({ title: `Archive flag ${flag}` })],
  ['feature-revived', (_, flag) => ({ title: `Revive flag ${flag}` })],
  ['feature-deleted', (_, flag) => ({ title: `Delete flag ${flag}` })],
]);

/** What each event says of what flags share. */
const ofSegment = new Map<string, string>([
  ['segment-updated', 'Change'],
  ['segment-deleted', 'Delete'],
]);

export const isOfFlag = (type: string): boolean => ofFlag.has(type);
export const isOfSegment = (type: string): boolean => ofSegment.has(type);

export const toldOfFlag = (it: FlagEvent, flag: string): Told | null =>
  ofFlag.get(it.type)?.(it, flag) ?? null;

export const toldOfSegment = (it: FlagEvent): Told | null => {
  const name = textAt(it.data, 'name') ?? textAt(it.before, 'name');
  return name === null ? null : { title: `${ofSegment.get(it.type) ?? 'Change'} segment ${name}` };
};
