import { Copy } from '../../ui/Copy.tsx';
import { firstSteps } from '../first-steps.ts';

/** Nothing was ever sent: what to paste to see the first line come. `own`: what Nightjar tells of itself stands below. */
export const FirstRun = ({ origin, own }: { readonly origin: string; readonly own: boolean }) => (
  <section className="notice first" aria-labelledby="first-run">
    <h1 id="first-run">{own ? 'Nothing of yours has changed yet' : 'Nothing has changed yet'}</h1>
    <p>Paste one of these where Nightjar was started. The line appears here by itself.</p>
    {firstSteps(origin).map(({ name, lines }) => (
      <div key={name} className="step">
        <h2>{name}</h2>
        <div className="paste">
          <pre>{lines}</pre>
          <Copy text={lines} what={name} />
        </div>
      </div>
    ))}
    <p className="watching" role="status">
      <i className="pulse" aria-hidden="true" /> Watching for the first change…
    </p>
  </section>
);
