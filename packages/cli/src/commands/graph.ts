import type { Catalog } from '@nightjar/sdk/catalog';
import type { Graph } from '@nightjar/sdk/wire';
import { type AtFlag, atFrom, countedFrom, withAt } from '../catalog/at.ts';
import { printText } from '../catalog/contacts.ts';
import { nameFrom } from '../catalog/name.ts';
import { printImpact } from '../catalog/print-impact.ts';
import { printTree } from '../catalog/print-tree.ts';
import { heading } from '../catalog/style.ts';
import { treeOf } from '../catalog/tree.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags &
  AtFlag & {
    readonly callers?: boolean;
    readonly callees?: boolean;
    readonly depth?: string;
    readonly impact?: boolean;
    readonly to?: string;
    readonly cycles?: boolean;
    readonly limit: string;
  };

type Asking = {
  readonly catalog: Catalog;
  readonly terminal: Terminal;
  readonly at: string | undefined;
  readonly json: boolean;
  readonly limit: number;
};

const nameOf = (ref: string): string =>
  plain(ref.startsWith('service:') ? ref.slice(ref.indexOf('/') + 1) : ref.replace(/:default\//, ':'));

const loop = (terminal: Terminal, refs: readonly string[]): string =>
  refs.map(nameOf).join(terminal.paint('dim', ', '));

const cycles = async ({ catalog, terminal, at, json }: Asking, of: string | undefined): Promise<void> => {
  const answer = await catalog.cycles({ of, at });
  if (json) return terminal.json(answer);
  if (answer.cycles.length === 0) {
    terminal.line(of === undefined ? 'Nothing needs itself, directly or not.' : `${of} is in no cycle.`);
    return;
  }
  if (answer.cut) terminal.say('The graph was too large then to be read whole; there may be more.');
  for (const group of answer.cycles) {
    const [first = ''] = group;
    if (group.length === 1) terminal.line(`${terminal.paint('magenta', '↺')} ${nameOf(first)} needs itself`);
    else
      terminal.line(
        `${terminal.paint('magenta', '↺')} ${terminal.paint('bold', `${group.length}`)} that all need one another: ${loop(terminal, group)}`,
      );
  }
};

/** Steps that the server follows a way, now and in the past. */
const farthest = { now: 1000, past: 100 } as const;

const printWay = (terminal: Terminal, path: readonly string[]): void =>
  printText(terminal, path.map((ref) => nameOf(ref).replaceAll(' ', '\u00a0')).join(' → '), '');

/** That there is none is said only where all was looked at. */
const noWay = (from: string, to: string, cut: boolean, steps: number): string =>
  cut
    ? `No way from ${from} to ${to} was found within ${steps} steps; there may be a longer one.`
    : `${from} does not need ${to}.`;

const paths = async (asking: Asking, from: string, to: string, depth?: number): Promise<void> => {
  const { catalog, terminal, at, json } = asking;
  const answer = await catalog.paths(from, to, { at, depth });
  if (json) return terminal.json(answer);
  countedFrom(terminal, at);
  for (const path of answer.paths) printWay(terminal, path);
  if (answer.paths.length > 0) {
    if (answer.cut) terminal.say('There may be more, longer ones.');
    return;
  }
  const back = await catalog.paths(to, from, { at, depth });
  const most = at === undefined ? farthest.now : farthest.past;
  const steps = Math.min(depth ?? most, most);
  if (back.paths.length > 0) {
    terminal.line(`${noWay(from, to, answer.cut, steps)} But ${to} needs ${from}:`);
    for (const path of back.paths) printWay(terminal, path);
  } else if (!answer.cut && !back.cut) terminal.line(`Neither ${from} needs ${to}, nor the other way round.`);
  else {
    terminal.line(noWay(from, to, answer.cut, steps));
    terminal.line(noWay(to, from, back.cut, steps));
  }
  if ((answer.cut || back.cut) && steps < most) terminal.say('Without --depth it is looked for to the end.');
};

const impact = async (
  { catalog, terminal, at, json, limit }: Asking,
  of: string,
  depth?: number,
): Promise<void> => {
  const answer = await catalog.impact(of, { at, depth, limit });
  if (json) return terminal.json(answer);
  printImpact(terminal, answer, { steps: depth ?? null, now: countedFrom(terminal, at) });
};

const sides = {
  callees: { title: 'needs', none: 'needs nothing that is known' },
  callers: { title: 'is needed by', none: 'is needed by nothing that is known' },
} as const;

type Showing = { readonly direction: 'callees' | 'callers'; readonly alone: boolean; readonly now: Date };

const print = (terminal: Terminal, graph: Graph, { direction, alone, now }: Showing): void => {
  const root = graph.of ?? '';
  const tree = treeOf(graph, root, direction);
  if (tree === undefined) return;
  const { title, none } = sides[direction];
  if (!alone) heading(terminal, `${nameOf(root)} ${tree.below.length === 0 ? none : title}`);
  else if (tree.below.length === 0) terminal.line(`${nameOf(root)} ${none}.`);
  const left = tree.below.length === 0 ? 0 : printTree(terminal, tree, now);
  if (left > 0) terminal.say(`… and ${left} more lines; --json has them all, --depth 1 fewer.`);
};

/** As far as one tree goes, and as much as it holds. */
const most = { depth: 20, nodes: 5000 } as const;

const whatShowsMore = (nodes: number, limit: number, depth: number): string => {
  if (nodes >= limit)
    return limit < most.nodes
      ? `There is more than ${limit}: --limit ${Math.min(most.nodes, limit * 4)} shows more, --depth 1 less.`
      : `There is more than ${limit}, which is as much as one graph holds: --depth 1 shows less.`;
  return depth < most.depth
    ? `There is more: --depth ${depth + 1} goes further.`
    : `There is more than ${depth} steps away: ask for the graph of one of the last, or for --impact.`;
};

const tree = async (asking: Asking, of: string, flags: Flags): Promise<void> => {
  const { catalog, terminal, at, json, limit } = asking;
  const depth = flags.depth === undefined ? 2 : Math.min(most.depth, wholeNumber('--depth', flags.depth));
  const only = flags.callers === flags.callees ? null : flags.callers ? 'callers' : 'callees';
  const graph = await catalog.graph({ of, at, depth, limit, direction: only ?? 'both' });
  if (json) return terminal.json(graph);
  const now = countedFrom(terminal, at);
  if (only !== null) print(terminal, graph, { direction: only, alone: true, now });
  else {
    print(terminal, graph, { direction: 'callees', alone: false, now });
    terminal.line('');
    print(terminal, graph, { direction: 'callers', alone: false, now });
  }
  if (graph.cut) terminal.say(whatShowsMore(graph.nodes.length, limit, depth));
};

/** `nightjar graph X`: what it needs, what needs it, and what follows. */
export const graph: Register = (program, { env, terminal }) => {
  const command = withAt(
    program
      .command('graph')
      .description('what something needs and what needs it; what breaks with it')
      .argument('[name]', 'a service, or anything else in the catalog; may be left out with --cycles')
      .option('--callees', 'only what it needs')
      .option('--callers', 'only what needs it')
      .option('-d, --depth <n>', 'steps from it (default: 2; with --impact and --to, as many as there are)')
      .option('--impact', 'what breaks if it breaks, and whom to tell')
      .option('--to <name>', 'the ways by which it needs another')
      .option('--cycles', 'what needs itself through others')
      .option('-n, --limit <n>', 'how many at most, the nearest first', '200'),
  ).action(async (typed: string | undefined, flags: Flags) => {
    const name = typed === undefined ? undefined : nameFrom(typed);
    const { catalog } = clientFor(env, flags, 1);
    const limit = Math.min(most.nodes, wholeNumber('--limit', flags.limit, 1));
    const asking = { catalog, terminal, at: atFrom(flags), json: flags.json === true, limit };
    if (flags.cycles) return cycles(asking, name);
    if (name === undefined)
      throw new Failure(exit.usage, 'The graph of what?', 'Name a service, or say --cycles.');
    const steps =
      flags.depth === undefined ? undefined : Math.min(farthest.now, wholeNumber('--depth', flags.depth));
    if (flags.to !== undefined) return paths(asking, name, nameFrom(flags.to), steps);
    if (flags.impact) return impact(asking, name, steps);
    return tree(asking, name, flags);
  });
  examples(withConnection(command), [
    ['nightjar graph checkout', 'what it needs and what needs it, two steps far'],
    ['nightjar graph pricing-db --impact', 'what breaks with it, and whom to tell'],
    ['nightjar graph web --to pricing-db', 'how the one comes to need the other'],
    ['nightjar graph checkout --callees -d 3 --at 7d', 'as it was a week ago'],
    ['nightjar graph --cycles', 'everything that needs itself'],
  ]);
};
