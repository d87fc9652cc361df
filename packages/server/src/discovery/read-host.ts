import { createHash } from 'node:crypto';
import type { Description, Reader } from '@nightjar/descriptors/description';
import { type CodeHost, type Entry, type Repository, Unread } from './code-host.ts';
import { declaredIn, deploysIn, describeRepository } from './describe-repository.ts';
import type { Discoverer, Discovering } from './discoverer.ts';
import { type HostMemory, judge, memoryOf, type Remembered, toKeep } from './host-memory.ts';
import { type FetchText, type FileReader, readFiles } from './read-files.ts';

export type HostOptions = {
  readonly everyMs: number;
  readonly include: ReadonlySet<'archived' | 'forks'>;
  readonly reader: FileReader;
  readonly fetchText: FetchText;
  readonly now: () => Date;
};

/** So often what has been read is remembered: a look that is cut off goes on there. */
const rememberEvery = 25;
const tellEvery = 100;
/** Names that a person can do something with; the rest is a number. */
const mostNamed = 3;

/** Of what would be read: of files whose names alone count, the names. */
const hashOf = (entries: readonly Entry[], { wants }: FileReader): string => {
  const read = entries.flatMap(({ path, blob }) => {
    const what = wants(path);
    return what === 'nothing' ? [] : [`${path} ${what === 'text' ? blob : ''}`];
  });
  return createHash('sha256').update(JSON.stringify(read.sort())).digest('base64url');
};

/** All that the list tells of a repository. */
const stampOf = ({ id: _, ...rest }: Repository): string => JSON.stringify(rest);

const whyOf = (error: unknown): string => {
  if (error instanceof Unread) return error.message;
  throw error;
};

/** One repository: what it says, and what to remember of it. */
const lookAt = async (
  host: CodeHost,
  { reader, fetchText }: HostOptions,
  { report, signal, logger }: Discovering,
  repository: Repository,
  before: Remembered | undefined,
): Promise<Remembered> => {
  const vendor = host.name.split(' ', 1)[0] ?? '';
  const tell = (by: Reader, all: readonly Description[], whole: boolean, unread: readonly string[] = []) =>
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
  const remembered = { name: repository.name, stamp: stampOf(repository), files, missed: 0 };
  const deploys = deploysIn(tree.entries);
  if (before !== undefined && before.files === files && before.name === repository.name && !before.leads) {
    const described = describeRepository(repository, { vendor }, before.declared, deploys);
    await tell('repository', described, true);
    return { ...before, ...remembered, readers: [...new Set<Reader>([...before.readers, 'repository'])] };
  }
  const read = await readFiles({ host, reader, fetchText, signal }, repository, tree.entries);
  const declared = declaredIn(read.descriptions);
  const all = [...read.descriptions, ...describeRepository(repository, { vendor }, declared, deploys)];
  // A document that cannot be read now was perhaps read before: nothing is concluded from its silence.
  const unread = [...new Set(read.faults.map(({ place }) => place))];
  const readers = new Set<Reader>([...(before?.readers ?? []), ...all.map(({ by }) => by)]);
  for (const by of readers) await tell(by, all, tree.whole, unread);
  for (const { place, line, says } of read.faults.slice(0, mostNamed))
    logger.info({ repository: repository.name, place, line, says }, 'a descriptor was not read');
  return { ...remembered, declared, leads: read.asksFor.length > 0, readers: [...readers] };
};

/** Everything that was read at the origin is taken back. */
const withdraw = async ({ report }: Discovering, origin: string, { readers }: Remembered): Promise<void> => {
  for (const by of readers) await report({ by, origin, whole: true, descriptions: [] });
};

/** What has to be read: what is new or has changed, and what may have changed behind the list's back; newest first. */
const toRead = (
  listed: readonly Repository[],
  repositories: HostMemory['repositories'],
  blindAfter: number,
): Repository[] =>
  listed
    .filter(
      (repository) =>
        repositories[repository.id]?.stamp !== stampOf(repository) ||
        new Date(repository.changedAt).getTime() > blindAfter,
    )
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));

const look = async (host: CodeHost, options: HostOptions, discovering: Discovering): Promise<void> => {
  const { unreachable, reached, recall, keep, logger, signal } = discovering;
  const unread = (why: string) => unreachable('repository', host.origin, why);
  const memory = memoryOf(await recall('repositories'));
  const answer = await host.repositories(memory.pages, signal).catch(whyOf);
  if (typeof answer === 'string') return unread(answer);
  const { pages } = answer;
  const listed = answer.repositories.filter(
    ({ archived, fork }) =>
      (!archived || options.include.has('archived')) && (!fork || options.include.has('forks')),
  );
  // Judged by all that is listed: what was left out by a setting is not what has vanished, and goes at once.
  const { gone, repositories, doubt } = judge(memory, answer.repositories);
  const known: Record<string, Remembered> = { ...repositories };
  const remember = () => keep('repositories', toKeep({ pages, repositories: known }));
  const wanted = new Set(listed.map(({ id }) => id));
  const unwanted = answer.repositories.filter(({ id }) => !wanted.has(id) && known[id] !== undefined);
  for (const id of [...gone, ...unwanted.map((repository) => repository.id)]) {
    const before = memory.repositories[id];
    if (before !== undefined) await withdraw(discovering, host.originOf(before), before);
    delete known[id];
  }

  const amiss: string[] = [];
  const blindAfter = host.blindMs === 0 ? Number.POSITIVE_INFINITY : options.now().getTime() - host.blindMs;
  const due = toRead(listed, known, blindAfter);
  for (const [index, repository] of due.entries()) {
    signal.throwIfAborted();
    const before = known[repository.id];
    try {
      known[repository.id] = await lookAt(host, options, discovering, repository, before);
      // What it was called before says nothing any longer, now that its new name does.
      if (before !== undefined && before.name !== repository.name)
        await withdraw(discovering, host.originOf(before), before);
    } catch (error) {
      const why = whyOf(error);
      if (error instanceof Unread && error.concerns === 'now') {
        await remember();
        return unread(`${why}, when ${index} of ${due.length} changed repositories were read`);
      }
      amiss.push(`${repository.name}: ${why}`);
    }
    if (index % rememberEvery === rememberEvery - 1) await remember();
    if (index % tellEvery === tellEvery - 1)
      logger.info({ read: index + 1, of: due.length }, 'repositories are read');
  }
  await remember();
  if (doubt !== null) amiss.unshift(doubt);
  if (amiss.length === 0) return reached('repository', host.origin, listed.length);
  const more = amiss.length > mostNamed ? `; and ${amiss.length - mostNamed} more` : '';
  return unread(amiss.slice(0, mostNamed).join('; ') + more);
};

/** Reads an organisation of repositories again and again: what has changed since it was last read. */
export const readHost = (host: CodeHost, options: HostOptions): Discoverer => ({
  name: host.name,
  everyMs: options.everyMs,
  run: (discovering) => look(host, options, discovering),
});
