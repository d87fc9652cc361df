import type { Alert, AlertGroup } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { alertAt, alertsAt } from '../alerts/ways.ts';
import { useNow } from '../ui/now.ts';
import { brief } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown } from '../ui/useAnswer.ts';
import { Probable } from './Probable.tsx';
import { useDiagnosis } from './useDiagnosis.ts';
import { useGroupOf } from './useGroupOf.ts';
import { diagnosisAt } from './ways.ts';

/** So long a page waits for its first word, ms. */
const patienceMs = 2 * 60_000;

type AlertDiagnosisProps = {
  readonly alert: Alert;
  /** What stands there without a diagnosis; with one, below it: `told` where somebody is suspected. */
  readonly rest: (told: boolean) => ReactNode;
};

const Together = ({ group, alert }: { readonly group: AlertGroup; readonly alert: string }) => {
  const others = group.count - 1;
  const more = `${others} more ${others === 1 ? 'alert' : 'alerts'}`;
  return group.lead === alert ? (
    <>
      Said of this and <To href={alertsAt()}>{more}</To> of one cause.
    </>
  ) : (
    <>
      Said of{' '}
      <To href={alertAt(group.lead)}>
        <bdi>{brief(group.title, 120)}</bdi>
      </To>{' '}
      and <To href={alertsAt()}>{more}</To> of one cause, this one among them.
    </>
  );
};

/** What probably broke, on the page of an alert. A storm has one diagnosis: that of the group that the alert is part of. */
export const AlertDiagnosis = ({ alert, rest }: AlertDiagnosisProps) => {
  const group = useGroupOf(alert);
  const id = group?.diagnosis ?? null;
  const { answer, again } = useDiagnosis(id);
  const now = useNow();
  const diagnosis = shown(answer);
  if (diagnosis === null) {
    const trouble = answer.is === 'trouble' ? answer.trouble : null;
    const missing = trouble?.is === 'broken' && trouble.missing === true;
    const young = alert.state !== 'resolved' && now - Date.parse(alert.lastAt) < patienceMs;
    return (
      <>
        {(trouble === null || missing) && young && (
          <p className="probable-soon muted" role="status">
            What probably broke is being worked out…
          </p>
        )}
        {trouble !== null && !missing && (
          <TroubleNotice trouble={trouble} what="What probably broke" onAgain={again} />
        )}
        {rest(false)}
      </>
    );
  }
  return (
    <>
      <Probable
        diagnosis={diagnosis}
        about={group === null || group.count < 2 ? undefined : <Together group={group} alert={alert.id} />}
      >
        <To className="button" href={diagnosisAt(diagnosis.id)}>
          When and why
        </To>
      </Probable>
      {rest(diagnosis.suspects.length > 0)}
    </>
  );
};
