import { hash } from 'node:crypto';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import { diagnosisId } from '../../../change/identity.ts';
import type { Question } from '../events.ts';
import { roundTasks } from '../rounds/round-task.ts';
import { type AlertsGrouped, type Grouped, groupStream, mostAtOnce } from './events.ts';
import type { Firing } from './firing.ts';
import type { Addition, Regrouping } from './group.ts';
import { stormPatience } from './storm.ts';

/** The group that an alert founds with an episode of its: derived, so that whoever finds it twice finds the same one. */
const groupId = (org: number, { id, at }: Pick<Firing, 'id' | 'at'>): string =>
  `grp_${hash('sha256', `${org}\0${id}\0${at}`).slice(0, 20)}`;

/** What tells of trouble longer ago is not diagnosed: what changed then is hardly what somebody looks for now. */
const oldest = 6 * 3_600_000;

/**
 * A quarter of an hour after a page the last round of its diagnosis is made. Whoever joins a group so much later than it began is
 * somebody's page as well: it is looked anew, once in so long.
 */
const anew = 30 * 60_000;

const iso = (at: number): string => new Date(at).toISOString();

const questionOf = (firing: Firing): Question => ({
  alert: firing.id,
  title: firing.title,
  service: firing.services[0] ?? null,
  environment: firing.environment,
  signal: firing.signal,
  pagedAt: iso(firing.at),
});

export type Record = {
  readonly stream: string;
  readonly facts: readonly AlertsGrouped[];
  readonly tasks: readonly NewTask[];
  /** The same alerts are told once of the same group, also if two tasks come to the same end at once. */
  readonly once: { readonly source: string; readonly key: string; readonly hash: string };
};

/** Whose page is to be diagnosed, and as what; null where that was done or is under way. */
const askedBy = (
  org: number,
  it: Regrouping,
  group: string,
): { readonly firing: Firing; readonly diagnosis: string } | null => {
  if (it.is === 'founded') return { firing: it.alerts[0].firing, diagnosis: diagnosisId(org, group) };
  const apart = ({ firing }: Addition): number => Math.floor((firing.at - it.group.first) / anew);
  const late = it.alerts.find((one) => apart(one) > 0);
  if (late === undefined) return null;
  return { firing: late.firing, diagnosis: diagnosisId(org, `${group} +${apart(late)}`) };
};

const groupedOf = ({ firing, why }: Addition): Grouped => ({ alert: firing.id, at: iso(firing.at), why });

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** The append that a regrouping is: the facts, and the rounds of a diagnosis for a new group, later where it `waits`, or for who joins one late. */
export const recordOf = (org: number, it: Regrouping, now: Date, waits: boolean): Record => {
  const group = it.is === 'joined' ? it.group.id : groupId(org, it.alerts[0].firing);
  const asked = askedBy(org, it, group);
  const begun = asked !== null && now.getTime() - asked.firing.at <= oldest ? asked : null;
  // What a group is diagnosed by is said by the fact that founds it.
  const diagnosis = it.is === 'founded' && begun !== null ? begun.diagnosis : null;
  const facts = chunks(it.alerts, mostAtOnce).map(
    (alerts, nth): AlertsGrouped => ({
      type: 'AlertsGrouped',
      at: iso(Math.max(...alerts.map(({ firing }) => firing.at))),
      data: {
        group,
        lead: it.is === 'joined' ? it.group.lead : it.alerts[0].firing.id,
        alerts: alerts.map(groupedOf),
        merges: it.is === 'joined' && nth === 0 ? it.merges : [],
        diagnosis,
      },
    }),
  );
  const told = it.alerts.map(({ firing }) => `${firing.id} ${firing.at}`).sort();
  const key = hash('sha256', [group, ...told].join('\n')).slice(0, 40);
  const begin = waits ? new Date(now.getTime() + stormPatience) : now;
  const rounds =
    begun === null
      ? []
      : roundTasks(
          org,
          { diagnosis: begun.diagnosis, question: questionOf(begun.firing), group, heard: now.getTime() },
          begin,
        );
  return {
    stream: groupStream(group),
    facts,
    tasks: waits ? rounds.map((task) => ({ runAt: begin, ...task })) : rounds,
    once: { source: 'diagnosis.group', key, hash: key },
  };
};
