import { type AlertObservation, alertStates, type ReportedAlert, severities, untitled } from './alert.ts';
import { fitted, mostLinks } from './bounds.ts';
import { cut, fieldReaders, isRecord, type Problem } from './fields.ts';
import { instant } from './instant.ts';
import { storable } from './storable.ts';

type NormalisedAlert =
  | { readonly ok: true; readonly alert: AlertObservation }
  | ({ readonly ok: false } & Problem);

const earliest = Date.UTC(2000, 0, 1);
const day = 86_400_000;

/** A time that cannot be (before 2000, a day ahead, none at all) is ours: an alert is never lost for its clock. */
const timeOf = (value: unknown, received: Date): string => {
  const at = instant(value);
  const moment = at === null ? Number.NaN : Date.parse(at);
  return at !== null && moment >= earliest && moment <= received.getTime() + day
    ? at
    : received.toISOString();
};

/** A reported alert, made whole: what the log keeps. Total over any JSON; what is too long is cut, as its sender cannot mend it. */
export const normaliseAlert = (
  reported: ReportedAlert,
  { source, receivedAt }: { readonly source: string; readonly receivedAt: Date },
): NormalisedAlert => {
  const clean = storable(reported);
  if ('tooDeep' in clean || !isRecord(clean.value))
    return { ok: false, pointer: '', message: 'An alert is an object.' };
  const report = clean.value;
  const read = fieldReaders(true);
  const key = read.name(report['key'], '/key', 500);
  const state = read.oneOf(alertStates, report['state'], '/state');
  const labels = Object.fromEntries(
    Object.entries(read.record(report['labels'], '/labels')).map(([name, value]) => [
      cut(name, 100),
      cut(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 500),
    ]),
  );
  const services = read
    .list(report['services'], '/services')
    .map((it, nth) => read.name(it, `/services/${nth}`));
  const links = read
    .list(report['links'], '/links', mostLinks)
    .map((it, nth) => read.link(it, `/links/${nth}`));
  const summary = read.text(report['summary'], '/summary');
  const alert = {
    source,
    key: key ?? '',
    state: state ?? 'firing',
    at: timeOf(report['at'], receivedAt),
    title: cut(read.text(report['title'], '/title') ?? untitled(source), 300),
    severity: read.oneOf(severities, report['severity'], '/severity'),
    services: [...new Set(services.filter((it) => it !== null))],
    environment: read.name(report['environment'], '/environment'),
    summary: summary === null ? null : cut(summary, 4000),
    links: links.filter((it) => it !== null),
    labels: fitted({ tags: labels, extra: {} }).tags,
  } satisfies AlertObservation;
  if (key === null) read.refuse('/key', 'An alert has a key.');
  const problem = read.problem();
  return problem === undefined ? { ok: true, alert } : { ok: false, ...problem };
};
