import type { Diagnosis, Suspect } from '@nightjar/sdk/wire';
import { clockTime, span } from '../ui/time.ts';

/** `83 %`; what is not quite nothing is not told as nothing, nor what is not quite sure as sure. */
export const percent = (share: number): string => {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share < 1 && share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
};

const doings: Readonly<Record<string, string>> = {
  deploy: 'the deploy of',
  flag: 'the flag of',
  config: 'the configuration of',
  infrastructure: 'the infrastructure of',
  scale: 'the scaling of',
  schema: 'the schema change of',
  experiment: 'the experiment on',
  certificate: 'the certificate of',
};

/** `the deploy of pricing v812`: the version where its title names one and nothing else. */
const doingOf = ({ kind, service, title }: Pick<Suspect, 'kind' | 'service' | 'title'>): string => {
  if (service === '') return `“${title.slice(0, 120)}”`;
  const plainly = `deploy ${service} `;
  const rest = title.toLowerCase().startsWith(plainly.toLowerCase()) ? title.slice(plainly.length) : '';
  const version = kind === 'deploy' && /^\S{1,40}$/.test(rest) ? ` ${rest}` : '';
  return `${Object.hasOwn(doings, kind) ? doings[kind] : 'a change of'} ${service}${version}`;
};

export type Verdict = {
  readonly says: string;
  /** How likely that is, and what of it the number tells; null where there is no number to tell. */
  readonly share: { readonly is: number; readonly of: string } | null;
};

/** The verdict in honest words. */
export const verdictOf = ({
  verdict,
  probability,
  suspects,
}: Pick<Diagnosis, 'verdict' | 'probability'> & {
  readonly suspects: readonly Pick<Suspect, 'kind' | 'service' | 'title' | 'probability'>[];
}): Verdict => {
  const [first] = suspects;
  if (verdict === 'unknown' || (verdict === 'change' && first === undefined))
    return { says: 'Nothing unusual shows: nobody is named', share: null };
  if (verdict === 'not a change')
    return { says: 'Probably not a change', share: { is: 1 - probability, of: 'that no change did it' } };
  if (first !== undefined && first.probability >= 0.5)
    return { says: `Probably ${doingOf(first)}`, share: { is: first.probability, of: 'that it did it' } };
  const likely = suspects.slice(0, 3).filter((it) => it.probability >= 0.01).length;
  return likely <= 1 && first !== undefined
    ? { says: `Perhaps ${doingOf(first)}`, share: { is: first.probability, of: 'that it did it' } }
    : {
        says: `Probably one of the first ${likely} changes`,
        share: { is: probability, of: 'that one of the first three did it' },
      };
};

type Dated = Pick<Diagnosis, 'onset' | 'dated'>;

type Effect = Pick<Suspect, 'at' | 'completedAt'>;

/** When a suspect was wholly in effect, beside the onset: `4 min before`, `under way`, `at once`, `24 s after`. */
export const effectBeside = ({ at, completedAt }: Effect, onset: string): string => {
  const [began, start, end] = [Date.parse(onset), Date.parse(at), Date.parse(completedAt ?? at)];
  if (start <= began && end > began) return 'under way';
  const apart = began - end;
  return Math.abs(apart) < 1_000 ? 'at once' : `${span(Math.abs(apart))} ${apart > 0 ? 'before' : 'after'}`;
};

/** When a suspect was in effect, against when the trouble began: `took effect 4 min before it began`. */
export const tookEffect = (effect: Effect, { onset, dated }: Dated): string => {
  const came = dated ? 'it began' : 'the page came';
  const beside = effectBeside(effect, onset);
  if (beside === 'under way') return `under way when ${came}`;
  return beside === 'at once'
    ? `took effect as ${came}`
    : `took effect ${beside} ${dated ? came : 'the page'}`;
};

const isTimeReason = /^It (?:was under way|finished|took effect) /;

type Reasoned = Pick<Suspect, 'service' | 'reasons'>;

/**
 * The reasons besides the time, which stands in the line already, and besides what was said of the same service above; `above`: whether
 * anything was.
 */
export const reasonsBesides = (
  { service, reasons }: Reasoned,
  earlier: readonly Reasoned[] = [],
): { readonly reasons: readonly string[]; readonly above: boolean } => {
  const said = new Set(earlier.filter((it) => it.service === service).flatMap((it) => it.reasons));
  const besides = reasons.filter((reason) => !isTimeReason.test(reason));
  const fresh = besides.filter((reason) => !said.has(reason));
  return { reasons: fresh, above: fresh.length < besides.length };
};

const clocks = /\b([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\b/g;
const day = 86_400_000;

/** A sentence of the server with the times of day in it on the reader's clock: it tells them in UTC, of the day around `near`. */
export const onReadersClock = (says: string, near: number): string =>
  says.replace(clocks, (_, hours: string, minutes: string, seconds: string | undefined) => {
    const inDay = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds ?? 0) * 1_000;
    const at = Math.round((near - inDay) / day) * day + inDay;
    return seconds === undefined ? clockTime(at).slice(0, 5) : clockTime(at);
  });
