import type { Diagnosis } from '@nightjar/sdk/wire';
import { Glyph } from '../feed/parts/Glyph.tsx';
import { feedAt } from '../ui/place.ts';
import { brief, plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { featureRows } from './features.ts';
import { onReadersClock, percent } from './words.ts';

type WhyProps = {
  readonly diagnosis: Pick<Diagnosis, 'suspects' | 'excluded' | 'services' | 'weights' | 'onset'>;
};

const Table = ({ suspects, onset }: Pick<Diagnosis, 'suspects' | 'onset'>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled by a thumb is scrolled by keys as well.
  <section className="why-table" tabIndex={0} aria-label="What each suspect was ranked by">
    <table>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">What was looked at</span>
          </th>
          {suspects.map(({ change, kind, service, title, probability }) => (
            <th key={change} scope="col" title={brief(title)}>
              <span className="why-of">
                <Glyph kind={kind} />
                <bdi>{brief(service === '' ? title : service, 60)}</bdi>
              </span>
              <span className="why-title" dir="auto">
                {brief(title, 60)}
              </span>
              <span className="why-share">{percent(probability)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {featureRows(suspects, onset).map(({ name, says, is, cells }) => (
          <tr key={name}>
            <th scope="row" title={is}>
              {plain(says)}
            </th>
            {cells.map((cell, nth) => (
              <td key={suspects[nth]?.change}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** "Why this?": the numbers behind the ranking, where the trouble comes from, and what cannot have been it. */
export const Why = ({ diagnosis }: WhyProps) => {
  const { suspects, excluded, services, weights, onset } = diagnosis;
  return (
    <section className="why" aria-labelledby="why">
      <h2 id="why">Why this?</h2>
      {services.length > 0 && (
        <p className="why-services">
          Most suspicious by what is measured:{' '}
          {services.slice(0, 5).map(({ service }, nth) => (
            <span key={service}>
              {nth > 0 && ', then '}
              <bdi>{brief(service, 80)}</bdi>
            </span>
          ))}
          .
        </p>
      )}
      {suspects.length > 0 ? (
        <Table suspects={suspects} onset={onset} />
      ) : (
        <p className="muted">Nobody is suspected, so there is nothing to compare.</p>
      )}
      {excluded.length > 0 && (
        <details className="excluded">
          <summary>
            {excluded.length === 1
              ? 'One change cannot have done it'
              : `${excluded.length} changes cannot have done it`}
          </summary>
          <ul>
            {excluded.map(({ change, title, services, why }) => (
              <li key={change}>
                <To href={feedAt(`id:${change}`, null, true)}>
                  {title === null ? <code>{plain(change)}</code> : <bdi>{brief(title, 80)}</bdi>}
                </To>
                {services[0] !== undefined && (
                  <>
                    {' '}
                    (<bdi>{brief(services[0], 60)}</bdi>)
                  </>
                )}
                {': '}
                {plain(onReadersClock(why, Date.parse(onset)))}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="without">Ranked by the weights {plain(weights)}.</p>
    </section>
  );
};
