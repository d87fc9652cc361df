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

type ReadText = {
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  /** Other files that these name. */
  readonly asksFor: readonly Asked[];
};

/** What the files of a repository say. */
export type FileReader = {
  /**
   * What of a file is worth having, by its path alone: its text, or only that it is there. What leads to others and says whose
   * they are is read first, then what tells of something by itself, then all else.
   */
  readonly wants: (path: string) => 'leads' | 'definition' | 'text' | 'name' | 'nothing';
  readonly read: (files: readonly File[], about: About) => ReadText;
};

/** A text from elsewhere; why there is none: it may not be had, or is not there, or it could not be had this time. */
export type Fetched =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'none' }
  | { readonly is: 'failed' };
export type FetchText = (address: string, signal: AbortSignal) => Promise<Fetched>;

/** A request each: a repository with more known files than these is no repository of services but of examples. */
const mostFiles = 500;
/** Files whose names alone count cost no request, and a large repository has some thousands. */
const mostNames = 5000;
/** Of all texts of one repository, which are in memory together; a host is read one repository at a time. */
const mostBytes = 64 * 2 ** 20;
/** Locations may name files with Locations. */
const mostRounds = 5;

export type Reading = {
  readonly host: CodeHost;
  readonly reader: FileReader;
  readonly fetchText: FetchText;
  readonly signal: AbortSignal;
  /** Not everything in the repository is among the entries. */
  readonly truncated?: boolean;
};

export type ReadFiles = ReadText & {
  /**
   * What was left out for the bounds: nothing; only files that by their names lead nowhere, whose paths are in `unread`; or what may lead to
   * others, so that nothing can be concluded from any silence.
   */
  readonly cut: 'nothing' | 'beside' | 'leads';
  readonly unread: readonly string[];
  /** They name others, found or not. */
  readonly leads: boolean;
  /** Files that name a text which is there, as far as is known, and could not be had this time. */
  readonly lacking: readonly string[];
};

/** The known files of a repository, and those that they name, in as many rounds as it takes. */
export const readFiles = async (
  { host, reader, fetchText, signal, truncated = false }: Reading,
  repository: Repository,
  entries: readonly Entry[],
): Promise<ReadFiles> => {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const about = { origin: host.originOf(repository), repository: repository.url };
  const files = new Map<string, File>();
  const resolved = new Map<string, string>();
  const tried = new Set<string>();
  const unread = new Set<string>();
  const lacking = new Set<string>();
  let cut: ReadFiles['cut'] = 'nothing';
  let [texts, addresses, bytes] = [0, 0, 0];

  const fits = (text: string): boolean => {
    bytes += Buffer.byteLength(text);
    return bytes <= mostBytes;
  };

  /** Undefined: there was no room for it. */
  const textOf = async (entry: Entry): Promise<string | undefined> => {
    if (texts >= mostFiles || bytes > mostBytes) return undefined;
    texts += 1;
    const text = await host.text(repository, entry, signal);
    return fits(text) ? text : undefined;
  };

  const leaveOut = (path: string, is: 'beside' | 'leads'): void => {
    unread.add(path);
    if (cut !== 'leads') cut = is;
  };

  const fetchInto = async ({ is, from, target }: Asked): Promise<void> => {
    // Locations elsewhere are for whoever reads elsewhere: an organisation is read as the whole that it is.
    if (is !== 'text' || resolved.has(target)) return;
    addresses += 1;
    const fetched = addresses > mostFiles ? ({ is: 'failed' } as const) : await fetchText(target, signal);
    if (fetched.is === 'text' && fits(fetched.text)) resolved.set(target, fetched.text);
    else if (fetched.is !== 'none') lacking.add(from);
  };

  const takeIn = async (asked: Asked): Promise<void> => {
    const { is, from, target } = asked;
    if (isAddress(target)) return fetchInto(asked);
    const path = pathFrom(from, target);
    if (path === undefined) return;
    const named = [...byPath.keys()].filter(targetMatcher(path));
    if (named.length === 0 && truncated && is === 'text') lacking.add(from);
    for (const one of named) {
      const entry = byPath.get(one);
      if (entry === undefined || files.has(one)) continue;
      const text = await textOf(entry);
      if (text !== undefined) files.set(one, { path: one, text });
      else if (is === 'text') lacking.add(from);
      else leaveOut(one, 'leads');
    }
  };

  const known = Map.groupBy(entries, ({ path }) => reader.wants(path));
  for (const what of ['leads', 'definition', 'text'] as const)
    for (const entry of known.get(what) ?? []) {
      const text = await textOf(entry);
      if (text !== undefined) files.set(entry.path, { path: entry.path, text });
      else leaveOut(entry.path, what === 'leads' ? 'leads' : 'beside');
    }
  for (const [nth, { path }] of (known.get('name') ?? []).entries())
    if (nth < mostNames) files.set(path, { path, text: '' });
    else leaveOut(path, 'beside');

  for (let round = 1; ; round += 1) {
    const read = reader.read([...files.values()], { ...about, resolved });
    const fresh = read.asksFor.filter(({ from, target }) => !tried.has(`${from} ${target}`));
    const last = round === mostRounds;
    if (last) {
      for (const { is, from } of fresh)
        if (is === 'text') lacking.add(from);
        else cut = 'leads';
    }
    if (fresh.length === 0 || last) {
      const leads = tried.size + fresh.length > 0;
      return { ...read, cut, unread: [...unread], leads, lacking: [...lacking] };
    }
    for (const asked of fresh) {
      tried.add(`${asked.from} ${asked.target}`);
      await takeIn(asked);
    }
  }
};
