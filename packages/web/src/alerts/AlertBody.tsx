import type { AlertWithReports } from '@nightjar/sdk/wire';
import { CallOf } from '../catalog/entity/CallOf.tsx';
import { catalogAt } from '../catalog/ways.ts';
import { AlertDiagnosis } from '../diagnosis/AlertDiagnosis.tsx';
import { Environment } from '../feed/parts/Environment.tsx';
import { ServiceLinks } from '../feed/parts/ServiceLinks.tsx';
import { sourceAt } from '../sources/ways.ts';
import { Ago, Lasting } from '../ui/Age.tsx';
import { Away } from '../ui/Away.tsx';
import { paragraphs, plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { wholeTime } from '../ui/time.ts';
import { Episodes } from './Episodes.tsx';
import { Reach } from './Reach.tsx';
import { SeverityMark } from './SeverityMark.tsx';
import { Suspects } from './Suspects.tsx';
import { SuspectsToo } from './SuspectsToo.tsx';
import { useServices } from './useServices.ts';
import { stateOf } from './words.ts';

type BodyProps = { readonly alert: AlertWithReports; readonly onEdited: () => void };

/** What fires and since when, whom to call, what may be why, and how often it came up. */
export const AlertBody = ({ alert, onEdited }: BodyProps) => {
  const { title, severity, state, at, resolvedAt, services, environment, source, summary, labels } = alert;
  const around = useServices(services);
  const page = around?.get(services[0] ?? '') ?? null;
  const since = Date.parse(state === 'resolved' ? (resolvedAt ?? at) : at);
  return (
    <>
      <header className="alert-head">
        <p className="alert-stands">
          <SeverityMark severity={severity} state={state} />
          <strong className={`alert-stand is-${state}`}>{stateOf(alert)}</strong>
          <time dateTime={new Date(since).toISOString()} title={wholeTime(since)}>
            {state === 'resolved' ? <Ago at={since} /> : <Lasting at={since} />}
          </time>
          {environment !== null && <Environment name={environment} />}
        </p>
        <h1 dir="auto">{plain(title)}</h1>
        <p className="alert-of">
          <ServiceLinks services={services} />
          <To className="alert-source" href={sourceAt(source)}>
            {plain(source)}
          </To>
        </p>
        {summary !== null && !title.includes(summary) && (
          <p className="alert-says" dir="auto">
            {paragraphs(summary)}
          </p>
        )}
      </header>
      {page !== null && <CallOf page={page} at={null} onEdited={onEdited} />}
      {page === null && around !== null && services.length > 0 && (
        <p className="call muted">
          The catalog does not know {plain(services[0] ?? '')}, so nobody can be called.{' '}
          <To href={catalogAt('')}>See what it knows</To>
        </p>
      )}
      <Reach alert={alert} page={page} />
      <AlertDiagnosis
        alert={alert}
        rest={(told) =>
          told ? <SuspectsToo alert={alert} around={around} /> : <Suspects alert={alert} around={around} />
        }
      />
      <div className="alert-rest">
        <Episodes alert={alert} />
        <section className="alert-known" aria-labelledby="alert-known">
          <h2 id="alert-known">What its source says</h2>
          {alert.links.length > 0 && (
            <p className="ways">
              {alert.links.map((link) => (
                <Away key={link.url} {...link} className="way" />
              ))}
            </p>
          )}
          <dl>
            {Object.entries(labels).map(([name, value]) => (
              <div key={name} className="fact">
                <dt>{plain(name)}</dt>
                <dd>
                  <bdi>{plain(value)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </>
  );
};
