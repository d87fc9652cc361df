import { servicePage } from '../../feed/page.ts';
import { Environment } from '../../feed/parts/Environment.tsx';
import { Age } from '../../ui/Age.tsx';
import { brief, plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { diagnosisAt } from '../ways.ts';
import { type Card, inShort, outcomeOf } from './outcome.ts';

/** A diagnosis in the list. Its title leads to it, from anywhere on the line that leads nowhere else. */
export const DiagnosisRow = ({ card }: { readonly card: Card }) => {
  const { id, title, service, environment, pagedAt, verdict } = card;
  const outcome = outcomeOf(card);
  return (
    <li className="alert-line diagnosis-line">
      <time className="alert-since" dateTime={pagedAt} title={wholeTime(Date.parse(pagedAt))}>
        <Age at={Date.parse(pagedAt)} />
      </time>
      <span className="alert-what">
        <To className="alert-title" href={diagnosisAt(id)} dir="auto">
          {brief(title)}
        </To>
      </span>
      <span className="diagnosis-of">
        {service !== null && (
          <To className="above" href={servicePage(service)}>
            <bdi>{brief(service, 80)}</bdi>
          </To>
        )}
      </span>
      <span className="alert-where">{environment !== null && <Environment name={environment} />}</span>
      <span className={`diagnosis-said is-${verdict.replaceAll(' ', '-')}`}>{inShort(card)}</span>
      <span className={`diagnosis-outcome is-${outcome.is}`}>{plain(outcome.says)}</span>
    </li>
  );
};
