import { startAt } from '../../sources/start/ways.ts';
import { To } from '../../ui/To.tsx';

/** Nothing was ever sent. `own`: what Nightjar tells of itself stands below. */
export const FirstRun = ({ own }: { readonly own: boolean }) => (
  <section className="notice first" aria-labelledby="first-run">
    <h1 id="first-run">{own ? 'Nothing of yours has changed yet' : 'Nothing has changed yet'}</h1>
    <p className="watching" role="status">
      <i className="pulse" aria-hidden="true" /> The first change appears here by itself.
    </p>
    <To className="button primary" href={startAt()}>
      Connect something
    </To>
  </section>
);
