import { type AlertState, handledBy, type ReportedAlert } from '../../change/alert.ts';
import { labelsIn, toldBy } from '../../change/labels.ts';
import { severityOf } from '../../change/severity.ts';
import { field, listAt, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';

/** The actions that change how an alert stands. The names are Opsgenie's; it has some twenty more, and lets people invent others. */
const states: ReadonlyMap<string, AlertState> = new Map([
  ['Create', 'firing'],
  ['UnAcknowledge', 'firing'],
  ['Acknowledge', 'acknowledged'],
  ['Close', 'resolved'],
  ['Delete', 'resolved'],
]);

/** `createdAt` counts milliseconds since 1970, `updatedAt` nanoseconds, whatever the documentation says of either. */
const momentAt = (alert: unknown, name: string): string | null => {
  const given = field(alert, name);
  if (typeof given !== 'number' || !(given > 0)) return null;
  const ms = given > 1e17 ? given / 1e6 : given > 1e14 ? given / 1e3 : given;
  return ms < Date.UTC(9999, 0) ? new Date(ms).toISOString() : null;
};

/** People sign in by their addresses. */
const personIn = (name: string | null): string | null => name?.split('@', 1)[0] || null;

/** Whom to ask. */
const handler = (alert: unknown, state: AlertState): Record<string, string> => {
  const by = personIn(textAt(alert, 'username'));
  return by === null || state === 'firing' ? {} : { [handledBy[state]]: by };
};

/** `service:pricing` and `env=prod` among the tags say the same as details of these names. */
const fromTags = (tags: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    tags.flatMap((tag) => {
      const [, name, value] = /^([a-z_]{2,40})[:=]\s*(\S.{0,200})$/i.exec(tag) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );

const labelsOf = (alert: unknown, state: AlertState): Record<string, string> => {
  const tags = listAt(alert, 'tags').filter((tag) => typeof tag === 'string');
  const told = ['tinyId', 'alias', 'priority', 'entity'].flatMap((name) => {
    const value = textAt(alert, name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    ...fromTags(tags),
    ...labelsIn(field(alert, 'details')),
    ...(tags.length === 0 ? {} : { tags: tags.join(', ') }),
    ...Object.fromEntries(told),
    ...handler(alert, state),
  };
};

const hintsOf = (alert: unknown): NonNullable<ReportedAlert['hints']> =>
  listAt(alert, 'teams').flatMap((team) =>
    typeof team === 'string' && team !== '' ? [{ join: 'opsgenie-team', value: team }] : [],
  );

/** Reads one action upon one alert (docs.opsgenie.com, "Opsgenie alert action data"). */
export const map = ({ event, body }: Delivery): Reading => {
  const state = states.get(event);
  if (state === undefined)
    return { is: 'ignored', why: `The action ${event.slice(0, 100)} changes no state of an alert.` };
  const alert = field(body, 'alert');
  const id = textAt(alert, 'alertId');
  if (id === null) return { is: 'unread', why: 'The alert has no id.' };
  const at = momentAt(alert, event === 'Create' ? 'createdAt' : 'updatedAt') ?? momentAt(alert, 'updatedAt');
  const title = textAt(alert, 'message');
  const labels = labelsOf(alert, state);
  const told = toldBy(labels);
  const entity = textAt(alert, 'entity');
  return {
    is: 'alerts',
    alerts: [
      {
        key: id,
        state,
        ...(at === null ? {} : { at }),
        ...(title === null ? {} : { title }),
        severity: severityOf(textAt(alert, 'priority')),
        services: told.services.length > 0 || entity === null ? told.services : [entity],
        environment: told.environment,
        hints: [...hintsOf(alert), ...told.hints],
        summary: textAt(alert, 'description'),
        labels,
      },
    ],
  };
};
