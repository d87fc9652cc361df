import { useEffect, useMemo } from 'react';
import { FilterBox } from '../../filter/FilterBox.tsx';
import { nightjar } from '../../nightjar.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import { go, usePlace } from '../../ui/place.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { fields } from '../fields.ts';
import { AsOf } from '../parts/AsOf.tsx';
import { partsOf } from '../ways.ts';
import { type GraphAsked, graphAskedIn, graphPlace } from './asked.ts';
import { Controls } from './Controls.tsx';
import { GraphBody } from './GraphBody.tsx';
import { mostFramed, mostNodes, networkOf } from './network.ts';
import { Panel } from './Panel.tsx';

/** Who needs whom. */
export const GraphScreen = () => {
  const { searchParams } = usePlace();
  const asked = useMemo(() => graphAskedIn(searchParams), [searchParams]);
  const { at, of, q, depth, direction } = asked;
  const when = at ?? undefined;
  const { answer, again } = useAnswer(
    ['graph', of, of === null ? q : depth, direction, at],
    (signal) =>
      nightjar.catalog.graph({
        ...(of === null ? { q } : { of, depth, direction }),
        limit: mostNodes + 1,
        at: when,
        signal,
      }),
    at === null ? 'often' : 'once',
  );
  const graph = shown(answer);
  const network = useMemo(() => (graph === null ? null : networkOf(graph)), [graph]);
  const whole = network?.nodes.find(({ ref }) => ref === asked.sel);
  const middle = graph?.of == null ? undefined : network?.nodes.find(({ ref }) => ref === graph.of);
  const chosen = whole ?? (asked.breaks ? middle : undefined);
  const impact = useAnswer(
    asked.breaks && chosen !== undefined ? ['impact', chosen.ref, at] : null,
    (signal) => nightjar.catalog.impact(chosen?.ref ?? '', { at: when, signal }),
    'once',
  );
  const told = asked.breaks && impact.answer.is === 'here' ? impact.answer.value : null;
  const lit = useMemo(
    () =>
      told === null || told.of.ref !== chosen?.ref
        ? null
        : new Set([told.of.ref, ...told.breaks.map(({ ref }) => ref)]),
    [told, chosen?.ref],
  );
  const ask = (next: GraphAsked): void => go(graphPlace(next), 'replace');
  const choose = (ref: string | null): void =>
    ask({ ...asked, sel: ref, breaks: ref !== null && asked.breaks });
  const name = of === null ? null : (middle?.name ?? partsOf(of).name);

  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  /** Then the screen says so in a heading of its own. */
  const unknown = trouble?.is === 'broken' && trouble.missing === true && of !== null;

  useEffect(() => {
    document.title = name === null ? 'Graph · Nightjar' : `${name} · Graph · Nightjar`;
  }, [name]);

  return (
    <div className="graph-screen">
      <a className="skip" href="#graph">
        To the graph
      </a>
      <TopBar part="graph" at={at}>
        <FilterBox
          q={of === null ? q : ''}
          fields={fields}
          label="Draw what matches"
          placeholder={name === null ? 'system:checkout, owner:payments, tier:0' : `around ${name}`}
          trouble={trouble}
          onApply={(to, how) => go(graphPlace({ ...asked, of: null, sel: null, breaks: false, q: to }), how)}
        />
      </TopBar>
      <AsOf />
      <Controls asked={asked} framable={(network?.nodes.length ?? 0) <= mostFramed} onAsk={ask} />
      <main id="graph" className={chosen === undefined ? 'graph' : 'graph with-panel'} tabIndex={-1}>
        {!unknown && <h1 className="unseen">{name === null ? 'Graph' : `Graph around ${name}`}</h1>}
        <GraphBody
          asked={asked}
          answer={answer}
          network={network}
          sel={chosen?.ref ?? null}
          lit={lit}
          onChoose={choose}
          onAgain={again}
        />
        {chosen !== undefined && network !== null && (
          <Panel
            node={chosen}
            network={network}
            asked={{ ...asked, sel: chosen.ref }}
            impact={told}
            onAsk={ask}
          />
        )}
      </main>
    </div>
  );
};
