import type { EntityPage, EntityRelation, Who } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { beside } from '../text/beside.ts';
import { fit, pad, plain, width } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { printAddressed, printContacts, printText } from './contacts.ts';
import { ago, heading, tierText } from './style.ts';

/** Edges shown a side; the graph has the rest. */
const mostEdges = 15;

const needs = new Set<EntityRelation['type']>(['dependsOn', 'calls', 'consumesApi']);

/** Whether the edge says what it needs (`out`) or what needs it (`in`); null where it says neither: to provide is no need. */
const sideOf = ({ type, direction }: EntityRelation): 'out' | 'in' | null =>
  needs.has(type) ? direction : null;

const words: Readonly<Partial<Record<EntityRelation['type'], string>>> = {
  dependsOn: 'depends on',
  consumesApi: 'uses the API',
};

const nameOf = ({ kind, name }: EntityRelation['to']): string =>
  plain(kind === 'service' ? name : `${kind}:${name}`);

/** One neighbour, however many say so and however it was found out: what was written down before what was seen. */
type Neighbour = { readonly to: EntityRelation['to']; readonly edges: readonly EntityRelation[] };

const neighbours = (all: readonly EntityRelation[]): Neighbour[] =>
  [...Map.groupBy(all, ({ to }) => to.ref).values()].flatMap((edges) => {
    const [first] = edges;
    if (first === undefined) return [];
    return [{ to: first.to, edges: edges.toSorted((a, b) => Number(a.observed) - Number(b.observed)) }];
  });

const told = (
  { type, observed, confidence, lastSeen, why }: EntityRelation,
  now: Date,
  alone: boolean,
): string =>
  [
    words[type] ?? type,
    ...(observed ? [lastSeen === null ? 'observed' : `seen ${ago(lastSeen, now)}`] : []),
    // Of what is written down as well, it is not in question.
    ...(confidence < 1 && alone ? [`${Math.round(confidence * 100)}% sure`] : []),
    ...(why === null || !alone ? [] : [plain(why)]),
  ].join(', ');

const edges = (terminal: Terminal, title: string, relations: readonly EntityRelation[], now: Date): void => {
  const all = neighbours(relations);
  if (all.length === 0) return;
  const { line, paint } = terminal;
  heading(terminal, `${title} (${all.length})`);
  const shown = all.slice(0, mostEdges);
  const names = Math.min(32, Math.max(...shown.map(({ to }) => width(nameOf(to)))));
  for (const { to, edges: its } of shown) {
    const how = [
      ...its.map((edge) => told(edge, now, its.length === 1)),
      ...(to.known ? [] : ['not in the catalog']),
    ].join('; ');
    const name = pad(nameOf(to), names);
    line(`  ${name}  ${paint('dim', fit(how, terminal.columns - width(name) - 4))}`.trimEnd());
  }
  if (all.length > mostEdges) line(paint('dim', `  … and ${all.length - mostEdges} more`));
};

const belongings: Readonly<Partial<Record<EntityRelation['type'], readonly [out: string, into: string]>>> = {
  partOf: ['part of', 'consists of'],
  memberOf: ['member of', 'members'],
  childOf: ['below', 'above'],
  runsIn: ['runs in', 'runs'],
  providesApi: ['provides', 'provided by'],
};

const title = ({ line, paint, columns }: Terminal, page: EntityPage, now: Date): void => {
  const { name, kind, tier, type, lifecycle, language, state, since, lastSeen, contested } = page;
  const of = [
    kind === 'service' && type !== null && type !== kind ? `${kind} (${type})` : kind,
    lifecycle,
    language,
    page.runtime,
  ];
  const words = of.filter((it) => it !== null).map((it) => paint('dim', plain(it)));
  const tiered = tierText(tier, paint);
  line(beside([paint('bold', plain(name)), tiered, ...words], columns));
  const seen = lastSeen === null ? [] : [`last seen ${ago(lastSeen, now)}`];
  const status = { declared: 'declared', discovered: 'discovered; nobody has described it', gone: 'gone' }[
    state
  ];
  line(paint('dim', [status, `changed ${ago(since, now)}`, ...seen].join(' · ')));
  if (contested) line(paint('yellow', '! Sources name different owners.'));
};

const pairs = (terminal: Terminal, rows: readonly (readonly [name: string, value: string])[]): void => {
  const names = Math.max(0, ...rows.map(([name]) => width(name)));
  for (const [name, value] of rows) {
    const lines = wrap(plain(value), terminal.columns - names - 4);
    [lines[0] ?? '', ...lines.slice(1)].forEach((text, at) => {
      const before = at === 0 ? terminal.paint('dim', pad(name, names)) : ' '.repeat(names);
      terminal.line(`  ${before}  ${text}`.trimEnd());
    });
  }
};

/** Addresses are the same however they end. */
const bare = (url: string): string => url.replace(/(?:\.git)?\/*$/, '').toLowerCase();

const links = (terminal: Terminal, page: EntityPage): void => {
  const all = page.links.flatMap(({ group, links: its }) => its.map((link) => ({ group, ...link })));
  const code = page.repository;
  const isLinked = code !== null && all.some(({ url }) => bare(url) === bare(code.url));
  const repository =
    code === null || isLinked ? [] : [{ group: 'code', label: code.path ?? '', url: code.url }];
  const rows = [...all, ...repository];
  if (rows.length === 0) return;
  terminal.line('');
  heading(terminal, 'Links');
  printAddressed(
    terminal,
    rows.map(({ group, label, url }) => ({
      word: plain(group),
      label: label === url ? '' : plain(label),
      url: plain(url),
    })),
  );
};

const where = (terminal: Terminal, page: EntityPage): void => {
  const versions = page.versions.map(
    ({ environment, version }) => [environment || 'version', version] as const,
  );
  const told = new Set(versions.map(([environment]) => environment));
  const elsewhere = page.environments.filter((it) => !told.has(it)).map((it) => [it, ''] as const);
  const rows = [...versions, ...elsewhere];
  if (page.deployment !== null) rows.push(['as', page.deployment]);
  if (rows.length === 0) return;
  terminal.line('');
  heading(terminal, 'Runs');
  pairs(terminal, rows);
};

const sources = (terminal: Terminal, { sources: all }: EntityPage, now: Date): void => {
  terminal.line('');
  heading(terminal, 'Who says so');
  for (const { by, source, at, lastSeen, failure } of all) {
    const place = plain(source.slice(source.indexOf(':') + 1));
    const seen = lastSeen === null ? ago(at, now) : `seen ${ago(lastSeen, now)}`;
    const told = `${fit(place, Math.max(12, terminal.columns - 17 - width(seen)))}, ${seen}`;
    terminal.line(`  ${pad(by, 11)}  ${terminal.paint(failure === null ? 'dim' : 'yellow', told)}`);
    if (failure !== null) printText(terminal, `not readable now: ${failure}`, ' '.repeat(15));
  }
};

/** Everything about one entity, as a page: what it is, whom to call, where to look, what it touches, who says so. */
export const printPage = (terminal: Terminal, page: EntityPage, who: Who, now: Date): void => {
  const { line } = terminal;
  title(terminal, page, now);
  if (page.description !== null) printText(terminal, page.description.split('\n')[0] ?? '', '');
  const rows = [
    ...(page.aliases.length === 0 ? [] : [['also', page.aliases.join(', ')] as const]),
    ...Object.entries(page.tags).map(([name, value]) => [`#${name}`, value] as const),
    ...Map.groupBy(
      page.relations.filter((it) => belongings[it.type] !== undefined),
      ({ type, direction }) => belongings[type]?.[direction === 'out' ? 0 : 1] ?? '',
    )
      .entries()
      .map(
        ([word, its]) =>
          [
            word,
            [
              ...its.slice(0, 10).map(({ to }) => to.name),
              ...(its.length > 10 ? [`… and ${its.length - 10} more`] : []),
            ].join(', '),
          ] as const,
      ),
  ];
  if (rows.length > 0) pairs(terminal, rows);
  line('');
  heading(terminal, 'Whom to call');
  printText(terminal, who.answer);
  printContacts(terminal, who.contacts.slice(0, 6), page.ref);
  links(terminal, page);
  where(terminal, page);
  const touching = Map.groupBy(page.relations, sideOf);
  const [out, into] = [touching.get('out') ?? [], touching.get('in') ?? []];
  if (out.length + into.length > 0) line('');
  edges(terminal, 'Needs', out, now);
  if (out.length > 0 && into.length > 0) line('');
  edges(terminal, 'Needed by', into, now);
  sources(terminal, page, now);
  if (page.others.length > 0) {
    const others = page.others.map(({ ref }) => ref).join(', ');
    terminal.say(`Also called so: ${plain(others)}`);
  }
};
