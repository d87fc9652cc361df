import type { Description, Fault, File } from '@nightjar/descriptors/description';
import type { CodeHost, Entry, Repository } from './code-host.ts';

/** `target` as it is written in the file at `from`: a path from there, or an address. */
export type Asked = { readonly is: 'location' | 'text'; readonly from: string; readonly target: string };

export type About = {
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
  /** Is it worth reading? By its path alone. */
  readonly wants: (path: string) => boolean;
  readonly read: (files: readonly File[], about: About) => ReadText;
};

/** A text from elsewhere, where that is allowed; undefined where it is not, or could not be had. */
export type FetchText = (address: string, signal: AbortSignal) => Promise<string | undefined>;

/** A repository with more known files than these is no repository of services but of examples. */
const mostFiles = 500;
/** Locations may name files with Locations. */
const mostRounds = 5;

/** `../openapi.yaml` from `docs/catalog-info.yaml`; undefined where it leads out of the repository. */
export const pathFrom = (from: string, target: string): string | undefined => {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

const isAddress = (target: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(target);

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
    if (path === undefined || (is === 'location' && (files.has(path) || files.size >= mostFiles))) return;
    const text = files.get(path)?.text ?? (await textAt(path));
    if (text === undefined) return;
    if (is === 'location') files.set(path, { path, text });
    else resolved.set(target, text);
  };

  for (const { path } of entries.filter((entry) => reader.wants(entry.path)).slice(0, mostFiles))
    files.set(path, { path, text: (await textAt(path)) ?? '' });
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
