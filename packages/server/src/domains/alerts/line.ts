import { normalise, words } from '@nightjar/query/words';
import { plain, sameName } from '../../change/names.ts';
import type { Alert } from './wire.ts';

/** What can be asked of an alert: one row of the table `alert`. Names are in small letters because case does not tell them apart. */
export type Line = {
  readonly id: string;
  readonly org: number;
  readonly at: string;
  readonly state: Alert['state'];
  readonly severity: Alert['severity'];
  readonly source: string;
  readonly environment: string | null;
  readonly services: readonly string[];
  /** By name, and with the value: `team`, `team=money`. */
  readonly labels: readonly string[];
  readonly episodes: number;
  /** Title, summary and names as one normalised text, for phrases. */
  readonly text: string;
  /** The words of that text, each once. */
  readonly words: readonly string[];
};

export const lineOf = (org: number, alert: Alert): Line => {
  const { id, at, state, severity, source, environment, services, labels, episodes, title, summary } = alert;
  const said = [title, environment, ...services, ...Object.values(labels), summary];
  const text = normalise(plain(said.filter((it) => it !== null).join(' \n ')));
  return {
    id,
    org,
    at,
    state,
    severity,
    source: sameName(source),
    environment: environment === null ? null : sameName(environment),
    services: services.map(sameName),
    labels: Object.entries(labels).flatMap(([name, value]) => [sameName(name), sameName(`${name}=${value}`)]),
    episodes,
    text,
    words: words(text),
  };
};
