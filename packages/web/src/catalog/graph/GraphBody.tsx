import type { Graph } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import type { Answer } from '../../ui/useAnswer.ts';
import { Unknown } from '../entity/Unknown.tsx';
import { FillIt } from '../parts/FillIt.tsx';
import { AsList } from './AsList.tsx';
import type { GraphAsked } from './asked.ts';
import { Drawing } from './Drawing.tsx';
import { Legend } from './Legend.tsx';
import { boxWidth } from './measure.ts';
import { mostFramed, mostNodes, type Network } from './network.ts';
import { Pick } from './Pick.tsx';
import { useLaid } from './useLaid.ts';

type GraphBodyProps = {
  readonly asked: GraphAsked;
  readonly answer: Answer<Graph>;
  readonly network: (Network & { readonly left: number }) | null;
  readonly sel: string | null;
  readonly lit: ReadonlySet<string> | null;
  readonly onChoose: (ref: string | null) => void;
  readonly onAgain: () => void;
};

const narrow = '(max-width: 760px)';

/** On a narrow window what is needed stands below, not beside. */
const useNarrow = (): boolean => {
  const [is, set] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const tell = (): void => set(query.matches);
    query.addEventListener('change', tell);
    return () => query.removeEventListener('change', tell);
  }, []);
  return is;
};

/** The drawing or the list of it, or why there is none. */
export const GraphBody = ({ asked, answer, network, sel, lit, onChoose, onAgain }: GraphBodyProps) => {
  const isNarrow = useNarrow();
  const crowded = network !== null && network.left > 0 && asked.of === null;
  // Frames one after the other are five screens wide; one below the other they fit one.
  const grouped = asked.grouped && (network?.nodes.length ?? 0) <= mostFramed;
  const down = isNarrow || grouped;
  const layout = useLaid(asked.list || crowded ? null : network, {
    direction: down ? 'DOWN' : 'RIGHT',
    grouped,
    aspect: isNarrow ? 0.7 : 1.6,
    widthOf: boxWidth,
  });
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  if (trouble?.is === 'broken' && trouble.missing === true && asked.of !== null)
    return <Unknown of={asked.of} at={asked.at} says={trouble} />;
  if (trouble !== null && trouble.is !== 'filter')
    return <TroubleNotice trouble={trouble} what="The graph" onAgain={onAgain} />;
  if (network === null)
    return trouble === null ? (
      <p className="laying" role="status">
        Asking who needs whom…
      </p>
    ) : (
      <Notice rank={2} title="This filter cannot be read">
        <p>The place is marked under the box.</p>
      </Notice>
    );
  if (network.nodes.length === 0) {
    if (asked.q !== '')
      return (
        <Notice rank={2} title="Nothing matches">
          <p>There is nothing to draw for this filter.</p>
        </Notice>
      );
    return <FillIt title="There is nothing to draw yet" />;
  }
  if (crowded) return <Pick network={network} asked={asked} />;
  const note = network.left > 0 && (
    <p className="cut" role="status">
      Only the nearest {mostNodes} are shown: take fewer steps, or one direction.
    </p>
  );
  if (asked.list || layout.is === 'failed')
    return (
      <div className="listed">
        {layout.is === 'failed' && <p className="cut bad">{layout.why} Here it is as a list.</p>}
        {note}
        <AsList network={network} at={asked.at} lit={lit} onChoose={onChoose} />
      </div>
    );
  if (layout.is === 'laying')
    return (
      <p className="laying" role="status">
        Drawing {network.nodes.length} things…
      </p>
    );
  return (
    <>
      {note}
      <Drawing
        network={layout.network}
        laid={layout.laid}
        of={answer.is === 'here' ? answer.value.of : null}
        sel={sel}
        lit={lit}
        onChoose={onChoose}
      />
      <Legend down={down} breaking={lit !== null} whole={asked.of === null && asked.q === ''} />
    </>
  );
};
