import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { Tier } from '../parts/Tier.tsx';
import { type GraphAsked, graphPlace } from './asked.ts';
import { around, mostNodes, type Network } from './network.ts';

const offered = 24;

/** More than can be told apart: where to begin. */
export const Pick = ({ network, asked }: { readonly network: Network; readonly asked: GraphAsked }) => {
  const degree = (ref: string): number => {
    const { needs, neededBy } = around(network, ref);
    return needs.length + neededBy.length;
  };
  const first = network.nodes
    .map((node) => ({ node, ties: degree(node.ref) }))
    .sort((a, b) => (a.node.tier ?? 9) - (b.node.tier ?? 9) || b.ties - a.ties)
    .slice(0, offered);
  return (
    <section className="notice pick">
      <h2 className="notice-title">More than {mostNodes} things are too many to read</h2>
      <p>
        Narrow them in the box above, as in <code>system:checkout</code> or <code>owner:payments</code>, or
        begin with one of these:
      </p>
      <ul>
        {first.map(({ node }) => (
          <li key={node.ref}>
            <To className="button" href={graphPlace({ ...asked, of: node.ref, sel: null })}>
              <KindGlyph kind={node.kind} />
              <bdi>{plain(node.name)}</bdi>
              <Tier tier={node.tier} />
            </To>
          </li>
        ))}
      </ul>
    </section>
  );
};
