import type { Related } from '../../../../evidence/related.ts';
import { type Firing, firingOf, ruleIn, thingsIn } from '../firing.ts';

/** Nobody knows how anything hangs together. */
export const unrelated: Related = { known: new Set(), needs: [], shared: [] };

type Said = Partial<Pick<Firing, 'source' | 'title' | 'severity' | 'environment' | 'group'>> & {
  readonly id: string;
  /** Minutes after two in the morning. */
  readonly minute?: number;
  readonly service?: string | null;
  readonly labels?: Readonly<Record<string, string>>;
};

/** Something that fires in production at two in the morning, about a service called as its id. */
export const firing = ({ minute = 0, service, labels = {}, ...said }: Said): Firing =>
  firingOf({
    source: 'alertmanager',
    title: `${said.id}: errors`,
    severity: 'critical',
    environment: 'prod',
    group: null,
    services: service === null ? [] : [service ?? said.id],
    things: thingsIn(labels),
    rule: ruleIn(labels),
    signal: '',
    at: new Date(Date.UTC(2026, 2, 1, 2) + minute * 60_000),
    ...said,
  });
