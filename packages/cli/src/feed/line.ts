import { bundledInWords, failedInWords } from '@nightjar/sdk/bundled';
import type { Change, Kind, Status } from '@nightjar/sdk/wire';
import type { Style, Terminal } from '../terminal.ts';
import { age, clock, duration } from '../text/time.ts';
import { fit, pad, padStart, plain, width } from '../text/width.ts';

const marks: Record<Kind, readonly [mark: string, style: Style]> = {
  deploy: ['▲', 'blue'],
  flag: ['⚑', 'magenta'],
  config: ['≡', 'yellow'],
  infrastructure: ['◆', 'green'],
  scale: ['⇅', 'cyan'],
  schema: ['▤', 'yellow'],
  experiment: ['◇', 'magenta'],
  certificate: ['✓', 'green'],
  oncall: ['◎', 'cyan'],
  catalog: ['▣', 'white'],
  other: ['·', 'white'],
};

const stateStyle: Record<Status, Style> = {
  planned: 'cyan',
  running: 'yellow',
  finished: 'dim',
  failed: ['red', 'bold'],
  cancelled: 'dim',
  reverted: ['red'],
};

/** Long enough for most names; a feed is read by its titles, the more so where there is little room. */
const roomy = { service: 18, environment: 10, actor: 16 };
const narrow = { service: 12, environment: 7, actor: 10 };
const isNarrow = (columns: number): boolean => columns < 100;

/** What is said of a change, before it is fitted to a width. */
type Told = {
  readonly service: string;
  readonly title: string;
  readonly summary: string;
  readonly state: string;
  readonly environment: string;
  readonly actor: string;
  readonly age: string;
};

/** Widths of the columns, in cells. */
export type Layout = {
  readonly [column in 'service' | 'what' | 'state' | 'environment' | 'actor' | 'age']: number;
};

/** What the catalog says of a team or an API touches no service; `catalog` here would look like one. */
const serviceOf = ({ services, source, kind, bundled }: Change): string =>
  bundled !== null && bundled.services > 1
    ? `${bundled.services} services`
    : services.length > 1
      ? `${services.length} services`
      : (services[0] ?? (kind === 'catalog' ? '–' : source));

/** A commit by its first digits, as Git shows it. */
const shortly = (version: string): string =>
  /^[0-9a-f]{20,64}$/.test(version) ? version.slice(0, 7) : version;

/**
 * `Deploy v812` with `v811` before it is `Deploy v811 → v812`; the service has a column of its own. What the title does not tell of the
 * version is put behind it, but for what stands for several, whose versions may differ.
 */
const titleOf = (change: Change): string => {
  const { services, version, previousVersion, bundled } = change;
  const title = bundled?.title ?? change.title;
  const [service] = services;
  const lean =
    service !== undefined && services.length === 1 && title.includes(` ${service} `)
      ? title.replace(` ${service} `, ' ')
      : title;
  if (version === null) return lean;
  const alone = bundled !== null || lean.includes(shortly(version)) ? lean : `${lean} ${shortly(version)}`;
  if (previousVersion === null || lean.includes(previousVersion)) return alone;
  const step = `${previousVersion} → ${version}`;
  return lean.includes(version) ? lean.replace(version, () => step) : `${lean} ${step}`;
};

/** The state in words, for those who see no colour; a finished change needs none, only how long it took. */
const stateOf = ({ status, at, durationMs, startedAt, bundled }: Change, now: Date): string => {
  // The newest of several may have failed and the others not: how many have stands beside the title.
  if (bundled !== null && bundled.failed > 0 && bundled.failed < bundled.count) return '';
  if (status === 'finished') return durationMs === null ? '' : duration(durationMs);
  if (status === 'running') return `running ${age(new Date(startedAt ?? at), now)}`.replace(/ now$/, '');
  return status === 'failed' && durationMs !== null ? `failed ${duration(durationMs)}` : status;
};

const actorOf = ({ actor }: Change): string => {
  if (actor === null) return '';
  return actor.onBehalfOf === null ? actor.name : `${actor.name} for ${actor.onBehalfOf}`;
};

/** `Deploy v812 · 40 clusters, 1 failed`: what a line of the quiet view stands for. */
const whatOf = (change: Change): string => {
  const { bundled } = change;
  if (bundled === null) return titleOf(change);
  const several = [bundledInWords(bundled), failedInWords(bundled)].filter((part) => part !== '').join(', ');
  return `${titleOf(change)} · ${several}`;
};

const toldOf = (change: Change, now: Date): Told => ({
  service: plain(serviceOf(change)),
  title: plain(whatOf(change)),
  summary:
    change.summary === null || change.bundled !== null ? '' : plain(`“${change.summary.split('\n')[0]}”`),
  state: stateOf(change, now),
  environment: (change.bundled?.environments ?? 1) > 1 ? '' : plain(change.environment ?? ''),
  actor: plain(actorOf(change)),
  age: age(new Date(change.at), now),
});

const whatWidth = ({ title, summary }: Told): number =>
  width(title) + (summary === '' ? 0 : 1 + width(summary));

/** Columns as wide as the widest of these changes needs, and never narrower than `before`: a stream's lines stay in line. */
export const layOut = (changes: readonly Change[], now: Date, before: Layout | null = null): Layout => {
  const told = changes.map((change) => toldOf(change, now));
  const most = (of: (one: Told) => number, start: number, cap: number): number =>
    Math.min(
      cap,
      told.reduce((so, one) => Math.max(so, of(one)), start),
    );
  return {
    service: most((one) => width(one.service), before?.service ?? 7, roomy.service),
    what: most(whatWidth, before?.what ?? 20, Number.POSITIVE_INFINITY),
    state: most((one) => width(one.state), before?.state ?? 0, 16),
    environment: most((one) => width(one.environment), before?.environment ?? 0, roomy.environment),
    actor: most((one) => width(one.actor), before?.actor ?? 0, roomy.actor),
    age: most((one) => width(one.age), before?.age ?? 3, 8),
  };
};

/** Time, mark and the gaps around them: `02:46:10  ▲ `. */
const fixed = 12;
const gap = 2;
/** Below this a title says nothing: the columns at the right make room first. */
const leastWhat = 20;

type Shown = Layout & { readonly columns: readonly ('state' | 'environment' | 'actor' | 'age')[] };

const within = (wanted: Layout, columns: number, withAge: boolean): Shown => {
  const cap = isNarrow(columns) ? narrow : roomy;
  const layout = {
    ...wanted,
    service: Math.min(wanted.service, cap.service),
    environment: Math.min(wanted.environment, cap.environment),
    actor: Math.min(wanted.actor, cap.actor),
  };
  const room = (shown: Shown['columns']): number =>
    columns - fixed - layout.service - gap - shown.reduce((sum, name) => sum + gap + layout[name], 0);
  const all = ['state', 'environment', 'actor', 'age'] as const;
  let shown = all.filter((name) => layout[name] > 0 && (name !== 'age' || withAge));
  for (const dispensable of ['age', 'actor', 'environment'] as const)
    if (room(shown) < Math.min(leastWhat, layout.what)) shown = shown.filter((name) => name !== dispensable);
  return { ...layout, what: Math.max(10, Math.min(layout.what, room(shown))), columns: shown };
};

/** `02:46:10  ▲ pricing   Deploy v811 → v812 “Round discounts…”  2m14s  prod  joey`, within the terminal's width. */
export const feedLine = (
  change: Change,
  layout: Layout,
  { terminal, now, withAge }: { terminal: Terminal; now: Date; withAge: boolean },
): string => {
  const { paint } = terminal;
  const told = toldOf(change, now);
  const shown = within(layout, terminal.columns, withAge);
  const [mark, style] = marks[change.kind] ?? marks.other;
  const title = fit(told.title, shown.what);
  const left = shown.what - width(title) - 1;
  const summary = told.summary === '' || left < 8 ? '' : ` ${fit(told.summary, left)}`;
  const blank = ' '.repeat(Math.max(0, shown.what - width(title) - width(summary)));
  const cells = {
    state: () =>
      paint(stateStyle[change.status] ?? 'dim', padStart(fit(told.state, shown.state), shown.state)),
    environment: () => paint('yellow', pad(fit(told.environment, shown.environment), shown.environment)),
    actor: () => pad(fit(told.actor, shown.actor), shown.actor),
    age: () => paint('dim', padStart(told.age, shown.age)),
  };
  return [
    `${paint('dim', clock(new Date(change.at)))}  ${paint(style, mark)} ` +
      paint('bold', pad(fit(told.service, shown.service), shown.service)),
    `${title}${paint('dim', summary)}${blank}`,
    ...shown.columns.map((name) => cells[name]()),
  ]
    .join(' '.repeat(gap))
    .trimEnd();
};
