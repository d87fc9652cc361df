import type { ReactNode } from 'react';
import { alertsAt } from '../../alerts/ways.ts';
import { versionStep } from '../../feed/version.ts';
import { quoted } from '../../filter/words.ts';
import { Ago } from '../../ui/Age.tsx';
import { feedAt } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { age, wholeTime } from '../../ui/time.ts';
import { aboutQ, aboutThing } from './about.ts';
import type { Standing, ThingPage } from './page-of.ts';
import { dayInWords, worstOf } from './standing.ts';

type StandsProps = { readonly standing: Standing; readonly of: ThingPage; readonly at: string | null };

type CardProps = {
  readonly name: string;
  readonly href?: string | undefined;
  readonly bad?: boolean;
  readonly says: ReactNode;
  readonly more: ReactNode;
};

const Card = ({ name, href, bad = false, says, more }: CardProps) => (
  <li className={bad ? 'stands-card bad' : 'stands-card'}>
    <h2>{name}</h2>
    <p className="stands-says">{href === undefined ? says : <To href={href}>{says}</To>}</p>
    <p className="stands-more">{more}</p>
  </li>
);

const Alerts = ({
  alerts,
  of,
}: {
  readonly alerts: NonNullable<Standing['alerts']>;
  readonly of: string;
}) => {
  const [newest] = alerts.alerts;
  if (newest === undefined) return <Card name="Alerts" says="Nothing fires" more="" />;
  return (
    <Card
      name="Alerts"
      href={alertsAt(`service:${quoted(of)}`)}
      bad
      says={`${alerts.total} open, ${worstOf(alerts) ?? 'how bad nobody says'}`}
      more={<bdi>{plain(newest.title)}</bdi>}
    />
  );
};

const Deploy = ({ deploy, at }: { readonly deploy: Standing['deploy']; readonly at: string | null }) => {
  if (deploy === null) return <Card name="Last deploy" says="None is known" more="" />;
  const { status, title, version, previousVersion, actor, environment } = deploy;
  const when = Date.parse(deploy.at);
  const isBad = status === 'failed' || status === 'reverted';
  return (
    <Card
      name="Last deploy"
      bad={isBad}
      says={<bdi>{plain(versionStep('', version, previousVersion) ?? title)}</bdi>}
      more={
        <>
          {status !== 'finished' && <strong>{status} </strong>}
          <time dateTime={deploy.at} title={wholeTime(when)}>
            {at === null ? <Ago at={when} /> : `${age(when, Date.parse(at))} before`}
          </time>
          {environment !== null && <> · {plain(environment)}</>}
          {actor !== null && (
            <>
              {' · '}
              <bdi>{plain(actor.onBehalfOf ?? actor.name)}</bdi>
            </>
          )}
        </>
      }
    />
  );
};

const dayBefore = (at: string): string => new Date(Date.parse(at) - 86_400_000).toISOString();

/** How it stands, in a row of short answers: what fires, what was deployed last, how much changed in a day. */
export const Stands = ({ standing, of, at }: StandsProps) => {
  const { alerts, deploy, day } = standing;
  const { count, failed } = dayInWords(day);
  const q = aboutQ(aboutThing(of, null));
  return (
    <ul className="stands" aria-label="How it stands">
      {alerts !== null && <Alerts alerts={alerts} of={of.name} />}
      <Deploy deploy={deploy} at={at} />
      <Card
        name={at === null ? 'Last 24 hours' : 'The 24 hours before'}
        href={
          day.total === 0
            ? undefined
            : feedAt(at === null ? `${q} after:-24h` : `${q} after:${dayBefore(at)} before:${at}`)
        }
        bad={failed !== null}
        says={count}
        more={failed ?? (day.total === 0 ? '' : 'None failed')}
      />
    </ul>
  );
};
