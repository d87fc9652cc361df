import type { Description, Says } from '@nightjar/descriptors/description';
import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { called, type Evidence, hear, newWord, quietSince, recall, saysOf, type Word } from './word.ts';

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
  told: string;
  /** Whether what the catalog has of an earlier life was taken in; until then nothing is told. */
  isWhole: boolean;
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
      told: '',
      isWhole: false,
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
    /** Those of which an earlier life is not known yet, by organisation. */
    unread: (): { org: number; entity: Ref }[] =>
      [...entries.values()].filter(({ isWhole }) => !isWhole).map(({ org, entity }) => ({ org, entity })),
    /** What the catalog has of an earlier life, or nothing. What was heard since is newer. */
    read: (org: number, entity: Ref, stands: { says: Says; confidence: number } | undefined): void => {
      const entry = entries.get(`${org} ${entity}`);
      if (entry === undefined || entry.isWhole) return;
      entry.isWhole = true;
      if (stands === undefined) return;
      recall(entry.word, stands.says);
      entry.confidence = Math.max(entry.confidence, stands.confidence);
    },
    /** What has changed, or was seen again and not told for a while. Not told until `told` says so. */
    due: (now: number): Told[] => {
      const due: Told[] = [];
      for (const [key, entry] of entries) {
        if (now - entry.heardAt > forgetMs) {
          entries.delete(key);
          sizes.set(entry.org, (sizes.get(entry.org) ?? 1) - 1);
          continue;
        }
        if (!entry.isWhole || entry.heardAt <= entry.toldAt || now - entry.toldAt < changeMs) continue;
        const description = descriptionOf(entry);
        if (now - entry.toldAt >= seenMs || JSON.stringify(description) !== entry.told)
          due.push({ org: entry.org, description, quiet: quietSince(entry.word, entry.toldAt) });
      }
      return due;
    },
    told: ({ org, description }: Told, now: number): void => {
      const entry = entries.get(`${org} ${description.entity}`);
      if (entry === undefined) return;
      entry.toldAt = now;
      entry.told = JSON.stringify(description);
    },
    size: (): number => entries.size,
  };
};

export type Words = ReturnType<typeof openWords>;
