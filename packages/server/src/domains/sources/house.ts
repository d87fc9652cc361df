import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../change/located.ts';
import { type Clocks, clocks } from '../../sources/clock-offset.ts';
import type { Desk } from '../../sources/desk.ts';
import type { Source } from '../../sources/source.ts';
import type { VaultKey } from '../../vault/seal.ts';
import { openVault, type Vault } from '../../vault/vault.ts';
import { type RefusedDeliveries, refusedDeliveries } from './refused-deliveries.ts';
import { keepSettled } from './settle.ts';

/** The senders of people's own, `custom/NAME`. */
export type OwnSources = {
  /** By the name after `custom/`, as its mapping stands; null where nobody has made one. */
  readonly source: (name: string) => Source | null;
  /** With `custom/`. */
  readonly names: () => readonly string[];
  /** Makes the sender of a name where there is none; refuses what is no name. */
  readonly begin: (caller: Caller, name: string) => Promise<void>;
};

export type HouseParts = {
  readonly sources: readonly Source[];
  readonly own: OwnSources;
  readonly key: VaultKey;
  /** Secrets that are set in the environment, by source. They count like those that are made here. */
  readonly environment: Readonly<Record<string, readonly string[]>>;
  /** The address that senders use, where a proxy stands before it. */
  readonly publicUrl: string | null;
  readonly locate: Locate;
};

/** What this process knows of sources besides their code. */
export type House = Omit<HouseParts, 'key'> & {
  readonly vault: Vault;
  readonly refused: RefusedDeliveries;
  readonly clocks: Clocks;
  readonly close: () => Promise<void>;
};

/** Webhooks belong to this organisation, as in hooks.ts. */
export const org = 1;

export const ownerOf = (source: string): string => `source:${source}`;

export const openHouse = async (kernel: Kernel, { key, ...parts }: HouseParts): Promise<House> => {
  const vault = await openVault(kernel, key);
  const settled = await keepSettled(kernel, vault);
  const refused = refusedDeliveries(kernel.database);
  return {
    ...parts,
    vault,
    refused,
    clocks: clocks(),
    close: async () => {
      vault.close();
      settled.stop();
      await refused.close();
    },
  };
};

/** What the ways in ask for every delivery, from memory. */
export const deskOf = ({
  vault,
  refused,
  clocks,
  environment,
}: House): Pick<Desk, 'secrets' | 'noteRefused' | 'clocks'> => ({
  secrets: (source) => [...vault.values(org, ownerOf(source)), ...(environment[source] ?? [])],
  noteRefused: refused.note,
  clocks,
});
