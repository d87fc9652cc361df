import { Age } from '../ui/Age.tsx';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { shown } from '../ui/useAnswer.ts';
import { useOpenAlerts } from './useAlerts.ts';
import { alertAt, alertsAt } from './ways.ts';
import { aboutOf, byUrgency, countWords } from './words.ts';

/** As many as one line holds on a wide screen. */
const most = 3;

/** What fires now, in one line above the feed; nothing while nothing does. */
export const AlertStrip = () => {
  const { answer } = useOpenAlerts();
  const open = byUrgency(shown(answer)?.alerts ?? []);
  if (open.length === 0) return null;
  return (
    <section className="alert-strip" aria-label="Alerts">
      <To className="alert-strip-count" href={alertsAt()}>
        <i aria-hidden="true" />
        {countWords(open)}
      </To>
      <ul>
        {open.slice(0, most).map((alert) => (
          <li key={alert.id}>
            <To href={alertAt(alert.id)} title={plain(alert.title)}>
              <b>{plain(aboutOf(alert))}</b> <span dir="auto">{plain(alert.title.slice(0, 120))}</span>{' '}
              <time dateTime={alert.at}>
                <Age at={Date.parse(alert.at)} />
              </time>
            </To>
          </li>
        ))}
      </ul>
    </section>
  );
};
