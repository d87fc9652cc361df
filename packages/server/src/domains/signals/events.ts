import type { Fact } from '@nightjar/kernel/fact';
import type { Kind } from './series.ts';

/** A label of the metric, or always the same. */
export type Said = { readonly label: string } | { readonly fixed: string };

/** Where the points come from: a Prometheus that is asked again and again, or one that writes to us. */
export type RuleFrom =
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

/** How a metric of a Prometheus becomes a signal. */
export type SignalRule = {
  readonly name: string;
  readonly signal: string;
  readonly stat: string | null;
  readonly kind: Kind;
  /** In which the metric is: s, ms, bytes; null where it has none. */
  readonly unit: string | null;
  readonly service: Said;
  readonly environment: Said | null;
  /** Label names; null where the service is measured as a whole, and by nobody in particular. */
  readonly instance: string | null;
  readonly peer: string | null;
  readonly from: RuleFrom;
};

/** From now on points are read by this rule; one of its name stands no longer. */
type SignalRuleSet = Fact<'SignalRuleSet', SignalRule>;

type SignalRuleRemoved = Fact<'SignalRuleRemoved', { readonly name: string }>;

export type SignalRuleFact = SignalRuleSet | SignalRuleRemoved;

/** One an organisation: names are distinct and their number has a bound. */
export const signalRulesStream = 'signal-rules';
