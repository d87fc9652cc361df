const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

const hostWords = new Set(
  [
    'host',
    'hosts',
    'hostname',
    'addr',
    'address',
    'addresses',
    'url',
    'urls',
    'uri',
    'endpoint',
    'endpoints',
  ].concat([
    'server',
    'servers',
    'broker',
    'brokers',
    'dsn',
    'upstream',
    'backend',
    'target',
    'peer',
    'peers',
    'svc',
    'service',
  ]),
);

const secretWords = new Set(
  [
    'password',
    'passwd',
    'pwd',
    'pass',
    'passphrase',
    'secret',
    'token',
    'credential',
    'credentials',
    'apikey',
  ].concat(['salt', 'private', 'signing', 'cookie', 'jwt']),
);

/** A variable called so holds the name of a host: `POSTGRES_HOST=db`, where `POSTGRES_DB=db` does not. */
export const namesHost = (name: string): boolean => wordsOf(name).some((word) => hostWords.has(word));

/** Its value is nobody's business and is not looked at: `DB_PASSWORD`, but not `TOKEN_SERVICE_ADDR`. */
export const isSecret = (name: string): boolean => {
  const words = wordsOf(name);
  if (hostWords.has(words.at(-1) ?? '')) return false;
  return words.some((word) => secretWords.has(word)) || words.at(-1) === 'key';
};

/**
 * Where telemetry is sent: OpenTelemetry reserves the prefix OTEL_ for its settings (specification/configuration). Whoever
 * sends spans to a collector works without it, so it is no dependency to be woken for.
 */
export const isTelemetry = (name: string): boolean =>
  wordsOf(name).some((word) => word === 'otel' || word === 'otlp');
