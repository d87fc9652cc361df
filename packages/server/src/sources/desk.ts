import { asSaid, type Locate } from '../change/located.ts';
import { type Clocks, clocks } from './clock-offset.ts';
import { type Share, shares } from './share.ts';
import type { Source, Verdict } from './source.ts';

/** What the ways in know at the moment besides the adapters' code. All of it is asked for every delivery, so nothing waits. */
export type Desk = {
  /** The secrets that a source's senders may use, the newest first. */
  readonly secrets: (source: string) => readonly string[];
  readonly locate: Locate;
  /** A delivery was refused for its proof, or because nothing could be proved without a secret here: shown where the source is set up, never recorded. */
  readonly noteRefused: (
    source: string,
    verdict: Exclude<Verdict, 'genuine'> | 'no-secret',
    at: Date,
  ) => void;
  readonly clocks: Clocks;
  /** The sender of somebody's own that has this name, as its mapping stands; null where none has. */
  readonly custom: (name: string) => Source | null;
  /** Resolves when `locate` and `custom` know what there is to know, or have been given enough time; before that nothing is taken in. */
  readonly ready: () => Promise<void>;
  /** Seconds to wait before another delivery of the source, or 0. */
  readonly wait: (source: string, nowMs: number) => number;
};

/** After a pause a sender may bring what it brings in five seconds: a redelivery of some minutes, a monorepo that is released. */
export const burstOf = (perSecond: number): number => perSecond * 5;

const usualShare: Share = { perSecond: 1000, burst: burstOf(1000) };

/** A desk on which nothing lies but secrets: for tests, and for a house without a catalog. */
export const plainDesk = (
  secrets: Readonly<Record<string, readonly string[]>>,
  parts: Partial<Desk> = {},
): Desk => ({
  secrets: (source) => secrets[source] ?? [],
  locate: asSaid,
  noteRefused: () => {},
  clocks: clocks(),
  custom: () => null,
  ready: async () => {},
  wait: shares(usualShare),
  ...parts,
});

/** A source at its front door; one that is set up while we run is found by the name in the address, for each request. */
export type Hook = {
  readonly path: string;
  readonly source: Source | ((name: string) => Source | null);
};

/** Senders of people's own, beside those with a folder. */
export const customHook = ({ custom }: Pick<Desk, 'custom'>): Hook => ({
  path: '/hooks/custom/:name',
  source: custom,
});

/** Every path at which sources are heard. */
export const hooksOf = (sources: readonly Source[]): Hook[] =>
  sources.flatMap((source) =>
    [`/hooks/${source.name}`, ...(source.paths ?? [])].map((path) => ({ source, path })),
  );
