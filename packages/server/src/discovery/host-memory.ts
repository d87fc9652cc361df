import type { Reader } from '@nightjar/descriptors/description';
import type { Pages, Repository } from './code-host.ts';
import type { Declared } from './describe-repository.ts';

/** What is remembered of a repository between looks. */
export type Remembered = {
  readonly name: string;
  /** All that its host told of it: what is as it was need not be read. */
  readonly stamp: string;
  /** Of its known files. */
  readonly files: string;
  /** Its files name others, which may change where they do not. */
  readonly leads: boolean;
  readonly declared: readonly Declared[];
  /** Files that told of a definition, which `$text` in them may name. */
  readonly defined: readonly string[];
  /** Places within it of which reader `repository` has spoken, by its files. */
  readonly folders: readonly string[];
  /** Who has said something of it. */
  readonly readers: readonly Reader[];
  /** In how many lists, one after another, it was not. */
  readonly missed: number;
};

/** JSON. */
export type HostMemory = {
  readonly pages: Pages;
  readonly repositories: Readonly<Record<string, Remembered>>;
  /** Origins that were told to be unreachable, by the repository's id. */
  readonly failing: Readonly<Record<string, string>>;
};

const emptyMemory: HostMemory = { pages: {}, repositories: {}, failing: {} };

/** What was kept, by this version or another: what has another shape is as good as forgotten, and read anew. */
export const memoryOf = (kept: unknown): HostMemory => {
  const { version, pages, repositories, failing } = (kept ?? {}) as {
    version?: unknown;
  } & Partial<HostMemory>;
  return version === 2 && pages !== undefined && repositories !== undefined && failing !== undefined
    ? { pages, repositories, failing }
    : emptyMemory;
};

export const toKeep = (memory: HostMemory) => ({ version: 2, ...memory });

/** A list that lacks a repository twice means it. */
const missesBelieved = 2;
/**
 * A list that lacks more than half of what there was is believed later: a token that lost its rights, and a host that is
 * being mended, answer with short lists and no error. By then somebody has been told, five times.
 */
const massMissesBelieved = 6;

export type Judged = {
  /** Gone, and to be taken back. */
  readonly gone: readonly string[];
  /** As it is to be remembered: with what was missed counted. */
  readonly repositories: Readonly<Record<string, Remembered>>;
  /** In words, where the list is not believed yet. */
  readonly doubt: string | null;
};

/** What a whole list means for what was there before. Pure. */
export const judge = (memory: HostMemory, listed: readonly Repository[]): Judged => {
  const there = new Set(listed.map(({ id }) => id));
  const before = Object.entries(memory.repositories);
  const absent = before.filter(([id]) => !there.has(id));
  const mass = absent.length > 1 && absent.length * 2 > before.length;
  const enough = mass ? massMissesBelieved : missesBelieved;
  const gone = absent.filter(([, { missed }]) => missed + 1 >= enough).map(([id]) => id);
  const repositories = Object.fromEntries(
    before
      .filter(([id]) => !gone.includes(id))
      .map(([id, known]) => [id, { ...known, missed: there.has(id) ? 0 : known.missed + 1 }]),
  );
  const doubt =
    mass && gone.length < absent.length
      ? `it lists ${listed.length} repositories, and ${absent.length} of ${before.length} known ones are not among them`
      : null;
  return { gone, repositories, doubt };
};
