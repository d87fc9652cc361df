import type { GraphNode } from '@nightjar/sdk/wire';
import { plain } from '../../ui/plain.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { Tier } from '../parts/Tier.tsx';
import { around, type Network, type Tie } from './network.ts';

type AsListProps = {
  readonly network: Network;
  readonly at: string | null;
  readonly lit: ReadonlySet<string> | null;
  readonly onChoose: (ref: string) => void;
};

const Names = ({
  ties,
  end,
  nodes,
  at,
}: {
  readonly ties: readonly Tie[];
  readonly end: 'from' | 'to';
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly at: string | null;
}) => {
  if (ties.length === 0) return <span className="muted">–</span>;
  return (
    <ul className="several">
      {ties.flatMap((tie) => {
        const node = nodes.get(tie[end]);
        return node === undefined
          ? []
          : [
              <li key={tie.id} className={tie.declared ? '' : 'observed'}>
                <EntityLink to={node} at={at} />
              </li>,
            ];
      })}
    </ul>
  );
};

/** The graph for who does not see it, and for who looks for one name in it. */
export const AsList = ({ network, at, lit, onChoose }: AsListProps) => {
  const nodes = new Map(network.nodes.map((node) => [node.ref, node]));
  return (
    <div className="as-list">
      <table>
        <caption className="unseen">Everything in the graph, with what it needs and what needs it</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Tier</th>
            <th scope="col">Needs</th>
            <th scope="col">Needed by</th>
          </tr>
        </thead>
        <tbody>
          {network.nodes.map((node) => {
            const { needs, neededBy } = around(network, node.ref);
            return (
              <tr key={node.ref} className={lit === null ? '' : lit.has(node.ref) ? 'bad' : 'dim'}>
                <th scope="row">
                  <KindGlyph kind={node.kind} />
                  <button type="button" className="plainly" onClick={() => onChoose(node.ref)}>
                    {plain(node.name)}
                  </button>
                </th>
                <td>
                  <Tier tier={node.tier} />
                </td>
                <td>
                  <Names ties={needs} end="to" nodes={nodes} at={at} />
                </td>
                <td>
                  <Names ties={neededBy} end="from" nodes={nodes} at={at} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
