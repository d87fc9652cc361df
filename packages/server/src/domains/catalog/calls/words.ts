import type { Description, Says } from '@nightjar/descriptors/description';
import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { called, type Evidence, hear, newWord, quietSince, recall, saysOf, type Word } from './word.ts';

/** What the catalog has by traces about an entity. */
export type Stands = { readonly says: Says; readonly confidence: number };

/** What is to be told to the catalog about one entity. */
export type Told = {
  readonly org: number;
  readonly description: Description;
  /** Relations that it says, as `<type> <to>`, and that were not seen since it was told the last time: they fade. */
  readonly quiet: readonly string[];
};

/**
 * Names a word within the origin. The catalog may know the entity by another name (an alias), perhaps two of ours by one; the
 * place stays.
 */
export const placeOf = (entity: Ref): string => {
  const { kind, name } = partsOf(entity);
  return `${kind}/${name}`;
};

type Entry = {
  readonly org: number;
  readonly entity: Ref;
  readonly word: Word;
  name: string;
  /** 1 for what has spans of its own, less for what others only name. */
  confidence: number;
  heardAt: number;
  toldAt: number;
  told: Description | null;
};

export type WordLimits = {
  /** Entities an organisation may have words about at one time. */
  readonly most: number;
  /** Seen again is told this often, a change not more often than `changeMs`. */
  readonly seenMs: number;
  readonly changeMs: number;
  /** Silent for this long, a word is let go; the catalog has it. */
  readonly forgetMs: number;
};

/** What traces have to say about every entity they show, and which of it is due to be told. Times in ms. */
export const openWords = ({ most, seenMs, changeMs, forgetMs }: WordLimits) => {
  const entries = new Map<string, Entry>();
  const sizes = new Map<number, number>();

  const entryOf = (org: number, entity: Ref): Entry | undefined => {
    const key = `${org} ${entity}`;
    const known = entries.get(key);
    const size = sizes.get(org) ?? 0;
    if (known !== undefined || size >= most) return known;
    const fresh = {
      org,
      entity,
      word: newWord(),
      name: '',
      confidence: 0,
      heardAt: 0,
      toldAt: Number.NEGATIVE_INFINITY,
      told: null,
    };
    entries.set(key, fresh);
    sizes.set(org, size + 1);
    return fresh;
  };

  const descriptionOf = ({ entity, name, confidence, word }: Entry): Description => ({
    entity,
    name,
    by: 'traces',
    place: placeOf(entity),
    ...(confidence < 1 ? { confidence } : {}),
    says: saysOf(word),
  });

  return {
    /** False where there are too many entities already. */
    heard: (
      org: number,
      { ref, name, says, confidence = 1 }: { ref: Ref; name: string; says: Says; confidence?: number },
      at: number,
    ): boolean => {
      const entry = entryOf(org, ref);
      if (entry === undefined) return false;
      if (entry.name === '' || confidence > entry.confidence) entry.name = name;
      entry.confidence = Math.max(entry.confidence, confidence);
      entry.heardAt = Math.max(entry.heardAt, at);
      hear(entry.word, says, at);
      return true;
    },
    called: (
      org: number,
      caller: Ref,
      call: { type: 'calls' | 'dependsOn'; to: Ref; by: Evidence; count: number },
      at: number,
    ): void => {
      const entry = entries.get(`${org} ${caller}`);
      if (entry === undefined) return;
      entry.heardAt = Math.max(entry.heardAt, at);
      called(entry.word, call, at);
    },
    /** Those of which something has changed, or who were seen again and not told for a while. */
    due: (now: number): { org: number; entity: Ref }[] => {
      const due: { org: number; entity: Ref }[] = [];
      for (const [key, entry] of entries) {
        const { org, entity, heardAt, toldAt, told } = entry;
        if (now - heardAt > forgetMs) {
          entries.delete(key);
          sizes.set(org, (sizes.get(org) ?? 1) - 1);
          continue;
        }
        if (heardAt <= toldAt || now - toldAt < changeMs) continue;
        if (now - toldAt >= seenMs || JSON.stringify(descriptionOf(entry)) !== JSON.stringify(told))
          due.push({ org, entity });
      }
      return due;
    },
    /** What there is to tell of one, given what stands in the catalog. It counts as told when `told` says so. */
    telling: (org: number, entity: Ref, stands: Stands | undefined, now: number): Told | undefined => {
      const entry = entries.get(`${org} ${entity}`);
      if (entry === undefined) return undefined;
      if (stands !== undefined) {
        recall(entry.word, stands.says, entry.told?.says ?? {}, now);
        entry.confidence = Math.max(entry.confidence, stands.confidence);
      }
      return { org, description: descriptionOf(entry), quiet: quietSince(entry.word, entry.toldAt) };
    },
    told: ({ org, description }: Told, now: number): void => {
      const entry = entries.get(`${org} ${description.entity}`);
      if (entry === undefined) return;
      entry.toldAt = now;
      entry.told = description;
    },
    size: (): number => entries.size,
    sizeOf: (org: number): number => sizes.get(org) ?? 0,
  };
};

export type Words = ReturnType<typeof openWords>;
