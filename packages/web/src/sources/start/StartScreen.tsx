import { type ReactNode, useEffect } from 'react';
import { useMayEdit } from '../../catalog/owner/useMayEdit.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import { usePlace } from '../../ui/place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { shown } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { useSecrets } from '../useSecrets.ts';
import { useSource } from '../useSource.ts';
import { Waiting } from '../Waiting.tsx';
import { sourcesAt } from '../ways.ts';
import { Arrivals } from './Arrivals.tsx';
import { Checklist } from './Checklist.tsx';
import { CurlWay } from './CurlWay.tsx';
import { KubernetesWay } from './KubernetesWay.tsx';
import { SourceWay } from './SourceWay.tsx';
import { useArrivals } from './useArrivals.ts';
import { useStanding } from './useStanding.ts';
import { startAt, wayIn, ways } from './ways.ts';

const Ways = ({ chosen, count }: { readonly chosen: string; readonly count: number | null }) => (
  <nav className="start-ways" aria-label="Ways to connect">
    {ways.map(({ is, name, says }) => (
      <To key={is} href={startAt(is)} how="replace" aria-current={is === chosen ? 'step' : undefined}>
        <b>{name}</b>
        <span>{says}</span>
      </To>
    ))}
    <To href={sourcesAt}>
      <b>{count === null ? 'All sources' : `${count} sources`}</b>
      <span>And any JSON by webhook</span>
    </To>
  </nav>
);

/** From nothing to a first event before the reader's eyes, and on to what makes it useful. */
export const StartScreen = () => {
  const way = wayIn(usePlace().searchParams);
  const { answer, again } = useSource(way.source);
  const mayEdit = useMayEdit();
  const secrets = useSecrets(way.source ?? '', again);
  const arrived = useArrivals();
  const standing = useStanding();
  const page = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  const isFirst = standing.heard === false;
  const title = isFirst ? 'See your first change' : 'Connect more';
  useEffect(() => {
    document.title = `${title} · Nightjar`;
  }, [title]);

  const steps = (): ReactNode => {
    if (way.is === 'curl') return <CurlWay mayEdit={mayEdit} />;
    if (way.is === 'kubernetes') return <KubernetesWay />;
    if (page?.source.name === way.source)
      return <SourceWay key={way.source} page={page} mayEdit={mayEdit} secrets={secrets} />;
    return trouble === null ? (
      <Skeleton what="The steps" />
    ) : (
      <TroubleNotice trouble={trouble} what="The steps" onAgain={again} />
    );
  };

  return (
    <>
      <a className="skip" href="#start">
        To the steps
      </a>
      <TopBar part="sources" />
      <main id="start" className="senders start" tabIndex={-1}>
        <header className="start-head">
          <h1>{title}</h1>
          <p className="muted">
            Point what you use already at Nightjar. What it sends is shown here as it arrives.
          </p>
        </header>
        <Ways chosen={way.is} count={standing.sources?.length ?? null} />
        <div className="set-up-beside">
          <section aria-label={`By ${way.name}`}>{steps()}</section>
          <Arrivals arrived={arrived} first={standing.heard !== true}>
            {page !== null && page.source.name === way.source && <Waiting page={page} />}
          </Arrivals>
        </div>
        <Checklist standing={{ ...standing, heard: standing.heard === true || arrived.length > 0 }} />
      </main>
    </>
  );
};
