import type { GraphNode, Impact } from '@nightjar/sdk/wire';
import { Icon } from '../../ui/Icon.tsx';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { Tier } from '../parts/Tier.tsx';
import { entityAt, partsOf } from '../ways.ts';
import { type GraphAsked, graphPlace } from './asked.ts';
import { Breaks } from './Breaks.tsx';
import { around, type Network, type Tie } from './network.ts';
import { isFailing, trafficWords } from './TieLine.tsx';

type PanelProps = {
  readonly node: GraphNode;
  readonly network: Network;
  readonly asked: GraphAsked;
  readonly impact: Impact | null;
  readonly onAsk: (asked: GraphAsked) => void;
};

type TiesProps = {
  readonly name: string;
  readonly ties: readonly Tie[];
  readonly end: 'from' | 'to';
  readonly onChoose: (ref: string) => void;
};

const Ties = ({ name, ties, end, onChoose }: TiesProps) =>
  ties.length === 0 ? null : (
    <section>
      <h3>
        {name} <span className="count">{ties.length}</span>
      </h3>
      <ul className="panel-ties">
        {ties.map((tie) => (
          <li key={tie.id}>
            <button type="button" className="plainly" onClick={() => onChoose(tie[end])}>
              {plain(partsOf(tie[end]).name)}
            </button>
            <span className={tie.declared ? 'sure declared' : 'sure observed'}>
              {tie.declared ? 'declared' : `seen, ${Math.round(tie.confidence * 100)} %`}
            </span>
            {tie.traffic !== null && (
              <p className={isFailing(tie) ? 'failing-words' : undefined}>{trafficWords(tie.traffic)}</p>
            )}
            {tie.why.length > 0 && <p dir="auto">{tie.why.map(plain).join(' · ')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );

/** What was chosen in the graph. */
export const Panel = ({ node, network, asked, impact, onAsk }: PanelProps) => {
  const { needs, neededBy } = around(network, node.ref);
  const choose = (ref: string): void => onAsk({ ...asked, sel: ref });
  return (
    <aside className="panel" aria-label={`About ${plain(node.name)}`}>
      <header>
        <KindGlyph kind={node.kind} size={18} />
        <h2>
          {node.known ? (
            <To href={entityAt(node.ref, { at: asked.at })}>
              <bdi>{plain(node.name)}</bdi>
            </To>
          ) : (
            <bdi>{plain(node.name)}</bdi>
          )}
        </h2>
        <Tier tier={node.tier} />
        <button
          type="button"
          className="bare"
          onClick={() => onAsk({ ...asked, sel: null, breaks: false })}
          aria-label="Close"
          title="Close (Esc)"
        >
          <Icon size={12}>
            <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />
          </Icon>
        </button>
      </header>
      <p className="muted">
        {node.known ? (node.state === 'declared' ? '' : node.state) : 'It is named, but not in the catalog.'}
        {node.owners.length > 0 &&
          ` owned by ${node.owners.map((owner) => plain(partsOf(owner).name)).join(', ')}`}
      </p>
      <div className="panel-do">
        {node.ref !== asked.of && (
          <To className="button" href={graphPlace({ ...asked, of: node.ref, sel: node.ref })}>
            Centre on it
          </To>
        )}
        <button
          type="button"
          className="button"
          aria-pressed={asked.breaks}
          onClick={() => onAsk({ ...asked, sel: node.ref, breaks: !asked.breaks })}
        >
          What breaks if it does
        </button>
      </div>
      {asked.breaks ? (
        <Breaks impact={impact} at={asked.at} onChoose={choose} />
      ) : (
        <>
          <Ties name="Needs" ties={needs} end="to" onChoose={choose} />
          <Ties name="Needed by" ties={neededBy} end="from" onChoose={choose} />
        </>
      )}
    </aside>
  );
};
