import { type CodeHost, type Repository, Unread } from './code-host.ts';
import type { Discoverer, Discovering } from './discoverer.ts';
import { type HostMemory, judge, memoryOf, type Remembered, toKeep } from './host-memory.ts';
import type { FetchText, FileReader } from './read-files.ts';
import { mostNamed, readRepository, stampOf, withdraw } from './read-repository.ts';

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
/** So many repositories are told to fail each for itself; where it is more, the host as a whole is. */
const mostFailing = 25;

const whyOf = (error: unknown): string => {
  if (error instanceof Unread) return error.message;
  throw error;
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
  const failing: Record<string, string> = { ...memory.failing };
  const recovered = async (id: string): Promise<void> => {
    if (failing[id] !== undefined) await reached('repository', failing[id], 0);
    delete failing[id];
  };
  const remember = () => keep('repositories', toKeep({ pages, repositories: known, failing }));
  const wanted = new Set(listed.map(({ id }) => id));
  const unwanted = answer.repositories.filter(({ id }) => !wanted.has(id) && known[id] !== undefined);
  for (const id of [...gone, ...unwanted.map((repository) => repository.id)]) {
    const before = memory.repositories[id];
    if (before !== undefined) await withdraw(discovering, host.originOf(before), before);
    delete known[id];
  }
  for (const id of Object.keys(failing)) if (!wanted.has(id) && known[id] === undefined) await recovered(id);

  const amiss: { readonly repository: Repository; readonly why: string }[] = [];
  const blindAfter = host.blindMs === 0 ? Number.POSITIVE_INFINITY : options.now().getTime() - host.blindMs;
  const due = toRead(listed, known, blindAfter);
  for (const [index, repository] of due.entries()) {
    signal.throwIfAborted();
    const before = known[repository.id];
    try {
      const { remembered, trouble } = await readRepository(host, options, discovering, repository, before);
      known[repository.id] = remembered;
      if (trouble === null || before?.name !== repository.name) await recovered(repository.id);
      if (trouble !== null) amiss.push({ repository, why: trouble });
      // What it was called before says nothing any longer, now that its new name does.
      if (before !== undefined && before.name !== repository.name)
        await withdraw(discovering, host.originOf(before), before);
    } catch (error) {
      const why = whyOf(error);
      if (error instanceof Unread && error.concerns === 'now') {
        await remember();
        return unread(`${why}, when ${index} of ${due.length} changed repositories were read`);
      }
      amiss.push({ repository, why });
    }
    if (index % rememberEvery === rememberEvery - 1) await remember();
    if (index % tellEvery === tellEvery - 1)
      logger.info({ read: index + 1, of: due.length }, 'repositories are read');
  }
  if (doubt !== null || amiss.length > mostFailing) {
    await remember();
    const told = amiss.map(({ repository, why }) => `${repository.name}: ${why}`);
    if (doubt !== null) told.unshift(doubt);
    const more = told.length > mostNamed ? `; and ${told.length - mostNamed} more` : '';
    return unread(told.slice(0, mostNamed).join('; ') + more);
  }
  for (const { repository, why } of amiss) {
    failing[repository.id] = host.originOf(repository);
    await unreachable('repository', host.originOf(repository), why);
  }
  await remember();
  await reached('repository', host.origin, listed.length);
};

/** Reads an organisation of repositories again and again: what has changed since it was last read. */
export const readHost = (host: CodeHost, options: HostOptions): Discoverer => ({
  name: host.name,
  everyMs: options.everyMs,
  run: (discovering) => look(host, options, discovering),
});
