import { useEffect } from 'react';
import { TopBar } from '../../shell/TopBar.tsx';
import { usePlace } from '../../ui/place.ts';
import { To } from '../../ui/To.tsx';
import { sourcesAt } from '../ways.ts';
import { NoiseReport } from './NoiseReport.tsx';

export const NoiseScreen = () => {
  const source = usePlace().searchParams.get('source');
  useEffect(() => {
    document.title = 'Who is noisy? · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#noise">
        To the report
      </a>
      <TopBar part="sources" />
      <main id="noise" className="noise-screen" tabIndex={-1}>
        <p className="crumbs">
          <To href={sourcesAt}>Sources</To>
        </p>
        <h1>Who is noisy?</h1>
        <p className="muted">
          What each sender brought in the last seven days, and on how many lines the feed tells it. Hidden is
          what a robot did and what changes nothing that runs in production; nothing that a person did is ever
          hidden.
        </p>
        {source === null ? <NoiseReport /> : <NoiseReport source={source} />}
      </main>
    </>
  );
};
