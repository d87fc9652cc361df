import { type Asked, isAddress, pathFrom, targetMatcher } from '@nightjar/descriptors/checkout/asks';
import type { Description, Fault, File } from '@nightjar/descriptors/description';
import type { CodeHost, Entry, Repository } from './code-host.ts';

type About = {
  readonly origin: string;
  /** The repository's web address. */
  readonly repository: string;
  /** What `$text: …` stands for, by what it names. */
  readonly resolved: ReadonlyMap<string, string>;
};

export type ReadText = {
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  /** Other files that these name. */
  readonly asksFor: readonly Asked[];
};

/** What the files of a repository say. */
export type FileReader = {
  /** What of a file is worth having, by its path alone: its text, or only that it is there. */
  readonly wants: (path: string) => 'text' | 'name' | 'nothing';
  readonly read: (files: readonly File[], about: About) => ReadText;
};

/** A text from elsewhere, where that is allowed; undefined where it is not, or could not be had. */
export type FetchText = (address: string, signal: AbortSignal) => Promise<string | undefined>;

/** A repository with more known files than these is no repository of services but of examples. */
const mostFiles = 500;
/** Locations may name files with Locations. */
const mostRounds = 5;

export type Reading = {
  readonly host: CodeHost;
  readonly reader: FileReader;
  readonly fetchText: FetchText;
  readonly signal: AbortSignal;
};

/** The known files of a repository, and those that they name, in as many rounds as it takes. */
export const readFiles = async (
  { host, reader, fetchText, signal }: Reading,
  repository: Repository,
  entries: readonly Entry[],
): Promise<ReadText> => {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const about = { origin: host.originOf(repository), repository: repository.url };
  const files = new Map<string, File>();
  const resolved = new Map<string, string>();
  const tried = new Set<string>();

  const textAt = async (path: string): Promise<string | undefined> => {
    const entry = byPath.get(path);
    return entry === undefined ? undefined : host.text(repository, entry, signal);
  };

  const takeIn = async ({ is, from, target }: Asked): Promise<void> => {
    if (isAddress(target)) {
      // Locations elsewhere are for whoever reads elsewhere: an organisation is read as the whole that it is.
      const text = is === 'text' ? await fetchText(target, signal) : undefined;
      if (text !== undefined) resolved.set(target, text);
      return;
    }
    const path = pathFrom(from, target);
    if (path === undefined) return;
    const matches = targetMatcher(path);
    for (const named of [...byPath.keys()].filter((one) => !files.has(one) && matches(one))) {
      const text = files.size < mostFiles ? await textAt(named) : undefined;
      if (text !== undefined) files.set(named, { path: named, text });
    }
  };

  const known = entries.filter((entry) => reader.wants(entry.path) !== 'nothing').slice(0, mostFiles);
  for (const { path } of known) {
    const text = reader.wants(path) === 'text' ? await textAt(path) : '';
    files.set(path, { path, text: text ?? '' });
  }
  for (let round = 1; ; round += 1) {
    const read = reader.read([...files.values()], { ...about, resolved });
    const fresh = read.asksFor
      .filter(({ from, target }) => !tried.has(`${from} ${target}`))
      .slice(0, mostFiles);
    if (fresh.length === 0 || round === mostRounds) return read;
    for (const asked of fresh) {
      tried.add(`${asked.from} ${asked.target}`);
      await takeIn(asked);
    }
  }
};
