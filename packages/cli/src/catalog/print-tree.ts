import type { GraphEdge } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { beside } from '../text/beside.ts';
import { plain, width } from '../text/width.ts';
import { ago, tierText } from './style.ts';
import type { Branch } from './tree.ts';

const words: Readonly<Partial<Record<GraphEdge['type'], string>>> = {
  dependsOn: 'depends on',
  calls: 'calls',
  consumesApi: 'uses the API',
  providedBy: 'provided by',
};

const perMinute = (calls: number): string => (calls < 10 ? calls.toFixed(1) : Math.round(calls).toString());

/** How it is known, and what goes over it: `calls 120/min, 0.4% errors`. */
const edgeText = (edge: GraphEdge, now: Date, paint: Terminal['paint']): string => {
  const said: string[] = [];
  const { type, observed, confidence, traffic, lastSeen } = edge;
  said.push(
    paint('dim', `${words[type] ?? type}${confidence < 1 ? `, ${Math.round(confidence * 100)}% sure` : ''}`),
  );
  if (traffic !== null) {
    said.push(paint('dim', `${perMinute(traffic.callsPerMinute)}/min`));
    const share = `${(traffic.errorShare * 100).toFixed(1)}% errors`;
    if (traffic.errorShare > 0) said.push(paint(traffic.errorShare >= 0.01 ? 'red' : 'dim', share));
  } else if (observed && lastSeen !== null) said.push(paint('dim', `seen ${ago(lastSeen, now)}`));
  return said.join(paint('dim', ', '));
};

const marks = { cycle: '↺ back to itself', again: '… shown elsewhere' } as const;

const nodeText = (branch: Branch, room: number, { paint }: Terminal, now: Date): string => {
  const { node, edge, mark } = branch;
  const name = plain(node.kind === 'service' ? node.name : `${node.kind}:${node.name}`);
  const [owner] = node.owners;
  const told = [
    node.known ? paint('bold', name) : paint('italic', name),
    tierText(node.tier, paint),
    owner === undefined ? '' : paint('cyan', plain(owner.slice(owner.indexOf('/') + 1))),
    edge === null ? '' : edgeText(edge, now, paint),
    node.known ? '' : paint('dim', 'not in the catalog'),
    node.state === 'gone' ? paint('yellow', 'gone') : '',
    mark === null ? '' : paint(mark === 'cycle' ? 'magenta' : 'dim', marks[mark]),
  ];
  // How it is known gives way first, then whose it is; the name and what it says of the tree's shape do not.
  return beside(told, room, [3, 4, 2]);
};

/** Lines of a tree at most: beyond that a screen no longer helps, and `--json` has all. */
const mostLines = 300;

/** A line a node. Answers how many were left out. */
export const printTree = (terminal: Terminal, root: Branch, now: Date): number => {
  let lines = 0;
  let left = 0;
  const print = (branch: Branch, before: string, twig: string): void => {
    lines += 1;
    if (lines > mostLines) left += 1;
    else {
      const text = nodeText(branch, terminal.columns - width(before) - width(twig), terminal, now);
      terminal.line(`${terminal.paint('dim', before + twig)}${text}`);
    }
    const inside = `${before}${{ '': '', '├─ ': '│  ', '└─ ': '   ' }[twig] ?? ''}`;
    branch.below.forEach((one, index) => {
      print(one, inside, index === branch.below.length - 1 ? '└─ ' : '├─ ');
    });
  };
  print(root, '', '');
  return left;
};
