/**
 * How a sender calls what it reports about: the name under which the catalog knows that kind of id (its *join*: `github`, `argocd`,
 * `sentry`, `pagerduty`) and the value there (`acme/pricing`). The mapper looks for the entity that carries it.
 */
export type Hint = { readonly join: string; readonly value: string };
