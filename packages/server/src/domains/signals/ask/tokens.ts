import type { Parser } from '@nightjar/kernel/config/parsers';

/** By origin: a token is sent to nobody else, whatever address a rule names. */
export type PrometheusTokens = ReadonlyMap<string, string>;

const entryOf = (text: string): readonly [string, string] | undefined => {
  const at = text.indexOf('=');
  const url = URL.parse(text.slice(0, Math.max(0, at)));
  const token = text.slice(at + 1);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || token.length < 8) return undefined;
  return [url.origin, token];
};

/** `https://prometheus.acme.com=TOKEN https://mimir.acme.com:8443=TOKEN`. */
export const prometheusTokens: Parser<PrometheusTokens> = {
  says: 'addresses with a bearer token of at least 8 characters each, separated by spaces: `https://prometheus.acme.com=TOKEN`',
  of: (text) => {
    const given = text.split(/\s+/).filter((entry) => entry !== '');
    const entries = given.map(entryOf);
    return entries.some((entry) => entry === undefined)
      ? undefined
      : new Map(entries.filter((entry) => entry !== undefined));
  },
};
