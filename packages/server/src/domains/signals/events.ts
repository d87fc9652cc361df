import type { Fact } from '@nightjar/kernel/fact';

/** How a metric of a Prometheus becomes a signal, from now on; a rule of its name that stood before does no longer. */
type SignalRuleSet = Fact<
  'SignalRuleSet',
  {
    readonly name: string;
    readonly signal: string;
    readonly stat: string | null;
    readonly kind: 'gauge' | 'counter';
    /** In which the metric is: s, ms, bytes; null where it has none. */
    readonly unit: string | null;
    /** A label of the metric, or always the same. */
    readonly service: { readonly label: string } | { readonly fixed: string };
    readonly environment: { readonly label: string } | { readonly fixed: string } | null;
    /** Label names; null where the service is measured as a whole, and by nobody in particular. */
    readonly instance: string | null;
    readonly peer: string | null;
    /** Where the points come from: a Prometheus that is asked again and again, or one that writes to us. */
    readonly from:
      | {
          readonly is: 'query';
          /** Below which `/api/v1/query_range` is. Never holds a secret. */
          readonly url: string;
          readonly query: string;
          readonly everySeconds: number;
        }
      | {
          readonly is: 'remote-write';
          readonly metric: string;
          /** Labels that must be just so. */
          readonly labels: Readonly<Record<string, string>>;
        };
  }
>;

/** Nothing is read by this rule any more; what was measured by it stays. */
type SignalRuleRemoved = Fact<'SignalRuleRemoved', { readonly name: string }>;

export type SignalRuleFact = SignalRuleSet | SignalRuleRemoved;
export type SignalRule = SignalRuleSet['data'];
export type Said = SignalRule['service'];

/** One an organisation: names are distinct and their number has a bound. */
export const signalRulesStream = 'signal-rules';
