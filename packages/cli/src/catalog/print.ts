import type { Description, Fault, Reader, Relation, Says } from '@nightjar/descriptors/description';
import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { fit, plain } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Looked } from './look.ts';

/** Whose word is shown first where several speak; the catalog itself chooses by the same order. */
const trust: readonly Reader[] = [
  'backstage',
  'effx',
  'definition',
  'codeowners',
  'kubernetes',
  'compose',
  'repository',
  'committers',
];

/** In this order; a kind that descriptors bring comes after them. */
const kinds = ['service', 'resource', 'api', 'system', 'domain', 'team', 'person', 'environment'];

const rankOf = (kind: string): number => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);

const nameOf = (ref: Ref): string => partsOf(ref).name;

const firstSaid = <Value>(
  all: readonly Description[],
  value: (says: Says) => Value | undefined,
): Value | undefined => {
  for (const { says } of all) {
    const found = value(says);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Lines of a kind; the rest are for who asks for them. */
const mostLines = 40;

const listed = (names: readonly string[], shown: number): string =>
  names.length <= shown
    ? names.join(', ')
    : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;

const needsOf = (all: readonly Description[]): string[] => [
  ...new Set(
    all.flatMap(({ says }) =>
      (says.relations ?? []).flatMap(({ type, to, inverse }) =>
        inverse !== true && (type === 'calls' || type === 'dependsOn' || type === 'consumesApi')
          ? [nameOf(to)]
          : [],
      ),
    ),
  ),
];

const possibleOf = (all: readonly Description[]): Relation[] =>
  all.flatMap(({ says }) => (says.rest?.['possible'] ?? []) as Relation[]);

type Entity = { readonly ref: Ref; readonly all: readonly Description[] };

const entitiesOf = (descriptions: readonly Description[]): Entity[] =>
  [...Map.groupBy(descriptions, ({ entity }) => entity)]
    .map(([ref, all]) => ({ ref, all: all.toSorted((a, b) => trust.indexOf(a.by) - trust.indexOf(b.by)) }))
    .sort((a, b) => rankOf(partsOf(a.ref).kind) - rankOf(partsOf(b.ref).kind) || (a.ref < b.ref ? -1 : 1));

const row = ({ ref, all }: Entity): string[] => {
  const { kind, name } = partsOf(ref);
  const versions = firstSaid(all, (says) => says.versions) ?? {};
  const owners = firstSaid(all, (says) => says.owners) ?? [];
  const [first] = all;
  const line = first?.line === undefined ? '' : `:${first.line}`;
  return [
    kind,
    first?.name ?? name,
    firstSaid(all, (says) => says.type ?? says.language) ?? '',
    listed(owners.map(nameOf), 2),
    String(firstSaid(all, (says) => says.tier) ?? ''),
    listed(Object.values(versions), 1),
    listed(needsOf(all), 3),
    [...new Set(all.map(({ by }) => by))].join(' '),
    `${first?.place ?? ''}${line}`,
  ];
};

const headings = ['kind', 'name', 'type', 'owner', 'tier', 'version', 'needs', 'said by', 'where'];

/** `file:line:column what`, as compilers write it and editors follow; what to do about it beneath. */
const printFault = (
  { terminal, style }: { terminal: Terminal; style: 'red' | 'yellow' },
  fault: Fault,
): void => {
  terminal.say(`${terminal.paintErr(style, `${fault.place}:${fault.line}:${fault.column}`)} ${fault.says}`);
  terminal.say(`  ${fault.next}`);
};

/** Of entities in the order of their kinds. */
const counted = (entities: readonly Entity[]): string =>
  [...Map.groupBy(entities, ({ ref }) => partsOf(ref).kind)]
    .map(([kind, { length: count }]) => {
      const word =
        kind === 'person' ? (count === 1 ? 'person' : 'people') : `${kind}${count === 1 ? '' : 's'}`;
      return `${count} ${word}`;
    })
    .join(', ');

/** The first lines, and how many more there are; all of them where that was asked for. */
const first = <Line>(
  lines: readonly Line[],
  { verbose, most = mostLines }: { readonly verbose: boolean; readonly most?: number },
  tell: { readonly each: (line: Line) => void; readonly more: (text: string) => void },
): void => {
  const shown = verbose ? lines : lines.slice(0, most);
  for (const line of shown) tell.each(line);
  if (shown.length < lines.length) tell.more(`… and ${lines.length - shown.length} more (--verbose)`);
};

/** What was found, for a person: the table to stdout, what stood in its way to stderr. Faults are never left out. */
export const printLooked = (
  terminal: Terminal,
  { place, checkout, files, skipped, notes }: Looked,
  { verbose }: { readonly verbose: boolean },
): void => {
  const entities = entitiesOf(checkout.descriptions);
  const read = `${files} file${files === 1 ? '' : 's'}`;
  terminal.say(
    terminal.paintErr('bold', `${place.origin}: ${counted(entities) || 'nothing found'} in ${read}`),
  );
  const say = (text: string): void => {
    for (const line of wrap(plain(text), terminal.columns)) terminal.say(terminal.paintErr('dim', line));
  };
  const shown = verbose ? entities : entities.slice(0, mostLines);
  if (shown.length > 0) table(terminal, headings, shown.map(row), { gives: [8, 6, 5, 2, 3, 7, 4] });
  if (shown.length < entities.length) say(`… and ${entities.length - shown.length} more (--verbose)`);
  const possible = entities.flatMap(({ ref, all }) =>
    possibleOf(all).map(
      ({ to, why, confidence }) => `${nameOf(ref)} → ${nameOf(to)}  ${why ?? ''} (${confidence ?? 1})`,
    ),
  );
  if (possible.length > 0) {
    terminal.say(`Possible, and not claimed:`);
    first(
      possible,
      { verbose, most: 20 },
      {
        each: (line) => terminal.say(terminal.paintErr('dim', `  ${fit(plain(line), terminal.columns - 2)}`)),
        more: say,
      },
    );
  }
  for (const note of notes) say(note);
  first(
    [...checkout.skipped, ...skipped],
    { verbose },
    { each: ({ path, why }) => say(`${path}: left out. ${why}`), more: say },
  );
  first(
    checkout.warnings,
    { verbose },
    { each: (warning) => printFault({ terminal, style: 'yellow' }, warning), more: say },
  );
  for (const fault of checkout.faults) printFault({ terminal, style: 'red' }, fault);
};
