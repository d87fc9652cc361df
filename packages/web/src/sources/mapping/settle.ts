import type { UnmappedItem } from '@nightjar/sdk/wire';
import { nightjar } from '../../nightjar.ts';

/** What was done about it; `replay` is the id of the replay that corrects the past, where there is one. */
export type Settled = { readonly says: string; readonly replay: string | null };

/** What the sender calls it, for a sentence. */
export const calledOf = ({
  join,
  value,
  source,
}: Pick<UnmappedItem, 'join' | 'value' | 'source'>): string => {
  if (value === '') return `What ${source} does not name`;
  return join === null ? value : `${join} ${value}`;
};

/** Says what it means, in the way that settles it: a rule, an alias, or the source's default. */
export const settle = async (item: UnmappedItem, service: string): Promise<Settled> => {
  const { source, join, value, settledBy } = item;
  switch (settledBy) {
    case 'rule': {
      const match = join === null ? { name: value } : { join, value };
      const { replays } = await nightjar.mapping.setRule({ source, match, to: { service }, replay: true });
      return { says: `${calledOf(item)} is ${service}`, replay: replays[0] ?? null };
    }
    case 'alias':
      await nightjar.catalog.edit(service, { [`alias.${value}`]: value });
      return { says: `${service} answers to ${value} now`, replay: null };
    case 'default': {
      const { replays } = await nightjar.mapping.setDefault(source, { service, replay: true });
      return { says: `${calledOf(item)} is about ${service}`, replay: replays[0] ?? null };
    }
  }
};

/** What the catalog has come to know since is read again. */
export const readAgain = async ({ source }: UnmappedItem): Promise<Settled> => {
  const { id } = await nightjar.mapping.replay(source);
  return { says: `${source} is read again`, replay: id };
};
