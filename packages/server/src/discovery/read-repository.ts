import { createHash } from 'node:crypto';
import type { Description, Reader } from '@nightjar/descriptors/description';
import type { CodeHost, Entry, Repository } from './code-host.ts';
import { declaredIn, deploysIn, describeRepository } from './describe-repository.ts';
import type { Discovering } from './discoverer.ts';
import type { Remembered } from './host-memory.ts';
import { type FetchText, type FileReader, type ReadFiles, readFiles } from './read-files.ts';

type Means = { readonly reader: FileReader; readonly fetchText: FetchText };

/** Names that a person can do something with; the rest is a number. */
export const mostNamed = 3;

/** Of what would be read: of files whose names alone count, the names. */
const hashOf = (entries: readonly Entry[], { wants }: FileReader): string => {
  const read = entries.flatMap(({ path, blob }) => {
    const what = wants(path);
    return what === 'nothing' ? [] : [`${path} ${what === 'name' ? '' : blob}`];
  });
  return createHash('sha256').update(JSON.stringify(read.sort())).digest('base64url');
};

/** All that the list tells of a repository. */
export const stampOf = ({ id: _, ...rest }: Repository): string => JSON.stringify(rest);

/** What these say has the path of its file for a place: a file that was left out is in `unread`, and nothing else goes with it. */
const ofTheirFile: ReadonlySet<Reader> = new Set(['backstage', 'effx', 'definition']);

const isWhole = (by: Reader, { cut }: ReadFiles): boolean =>
  cut === 'nothing' || (cut === 'beside' && ofTheirFile.has(by));

/** Places of those that fit, each once. */
const placesOf = (all: readonly Description[], fits: (one: Description) => boolean): string[] => [
  ...new Set(all.filter(fits).map(({ place }) => place)),
];

export type Looked = {
  readonly remembered: Remembered;
  /** What keeps its word from being all there is, in words; null where nothing does. */
  readonly trouble: string | null;
};

/** One repository: what it says, and what to remember of it. */
export const readRepository = async (
  host: CodeHost,
  { reader, fetchText }: Means,
  { report, signal, logger }: Discovering,
  repository: Repository,
  before: Remembered | undefined,
): Promise<Looked> => {
  const vendor = host.name.split(' ', 1)[0] ?? '';
  const tell = (by: Reader, all: readonly Description[], whole: boolean, unread: readonly string[]) =>
    report({
      by,
      origin: host.originOf(repository),
      at: new Date(repository.changedAt),
      whole,
      unread,
      descriptions: all.filter((description) => description.by === by),
    });
  const tree = await host.tree(repository, signal);
  const files = hashOf(tree.entries, reader);
  const seen = { name: repository.name, stamp: stampOf(repository), files, missed: 0 };
  const deploys = deploysIn(tree.entries);
  if (before !== undefined && before.files === files && before.name === repository.name && !before.leads) {
    const described = describeRepository(repository, { vendor }, before.declared, deploys);
    // What it said by its files stands: they are as they were, and were not read.
    await tell('repository', described, tree.whole, before.folders);
    const readers = [...new Set<Reader>([...before.readers, 'repository'])];
    return { remembered: { ...before, ...seen, readers }, trouble: null };
  }
  const truncated = !tree.whole;
  const read = await readFiles({ host, reader, fetchText, signal, truncated }, repository, tree.entries);
  const { descriptions, faults } = read;
  const declared = declaredIn(descriptions);
  // Told without the definition that cannot be had this time, it would take it back: its earlier word stands until it can.
  const held = new Set(read.lacking.filter((place) => before?.defined.includes(place)));
  const about = describeRepository(repository, { vendor }, declared, deploys);
  const all = [...descriptions.filter(({ place }) => !held.has(place)), ...about];
  // A document that cannot be read now was perhaps read before: nothing is concluded from its silence.
  const unread = [...new Set([...faults.map(({ place }) => place), ...read.unread, ...held])];
  const readers = new Set<Reader>([
    ...(before?.readers ?? []),
    ...[...descriptions, ...about].map(({ by }) => by),
  ]);
  for (const by of readers) await tell(by, all, tree.whole && isWhole(by, read), unread);
  for (const { place, line, says } of faults.slice(0, mostNamed))
    logger.info({ repository: repository.name, place, line, says }, 'a descriptor was not read');
  if (read.cut !== 'nothing')
    logger.info(
      { repository: repository.name, leftOut: read.unread.length },
      'a repository was not read whole',
    );
  const defined = placesOf(descriptions, ({ says }) => says.definition !== undefined);
  const remembered: Remembered = {
    ...seen,
    declared,
    defined: [...new Set([...defined, ...(before?.defined ?? []).filter((place) => unread.includes(place))])],
    folders: placesOf(descriptions, ({ by }) => by === 'repository'),
    leads: read.leads,
    readers: [...readers],
  };
  if (held.size === 0) return { remembered, trouble: null };
  const trouble = `what ${[...held].slice(0, mostNamed).join(', ')} names by $text cannot be had`;
  // Looked at again as if it had changed.
  return { remembered: { ...remembered, stamp: '' }, trouble };
};

/** Everything that was read at the origin is taken back. */
export const withdraw = async (
  { report }: Discovering,
  origin: string,
  { readers }: Remembered,
): Promise<void> => {
  for (const by of readers) await report({ by, origin, whole: true, descriptions: [] });
};
