import {
  jsonRequest,
  protobufRequest,
  type TestResource,
  type TestSpan,
} from '@nightjar/server/domains/catalog/calls/testing/encode';
import { of, spanFor } from '@nightjar/server/domains/catalog/calls/testing/trace';

export type Encoding = 'protobuf' | 'json';

const services = 50;
const tracesABody = 280;

/** Spans of one trace, and the calls they are. */
const spansATrace = 7;
const callsATrace = 3;

const http = {
  'http.request.method': 'GET',
  'url.path': '/api/v1/prices/4711',
  'http.response.status_code': 200,
  'network.protocol.version': '1.1',
  'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) bench',
  'server.port': 8080,
};

/** Three services and a database: the client and the server spans of two calls, a query, and one span within a service. */
const trace = (n: number): [number, TestSpan][] => {
  const [a, b, c] = [n % services, (n * 7 + 1) % services, (n * 13 + 2) % services];
  const root = spanFor({ kind: 'server', ms: 80, attributes: http });
  const toB = spanFor({
    kind: 'client',
    parent: root,
    ms: 60,
    attributes: { ...http, 'server.address': `s-${b}` },
  });
  const atB = spanFor({ kind: 'server', parent: toB, ms: 55, attributes: http });
  const work = spanFor({
    kind: 'internal',
    parent: atB,
    ms: 3,
    attributes: { 'code.function.name': 'price' },
  });
  const toC = spanFor({ kind: 'client', parent: atB, ms: 20, failed: n % 50 === 0, attributes: http });
  const atC = spanFor({ kind: 'server', parent: toC, ms: 18, attributes: http });
  const query = spanFor({
    kind: 'client',
    parent: atC,
    ms: 4,
    attributes: {
      'db.system.name': 'postgresql',
      'db.namespace': 'prices',
      'db.query.text': 'select price from price where product = $1 and valid @> now()',
      'server.address': `db-${c % 5}`,
    },
  });
  return [
    [a, root],
    [a, toB],
    [b, atB],
    [b, work],
    [b, toC],
    [c, atC],
    [c, query],
  ];
};

/**
 * Two request bodies that belong together: the services of even number and those of odd number, as two collectors send them,
 * so that half of the calls are joined across requests. `offsets` are the places of the trace ids.
 */
export const bodyPair = (encoding: Encoding): { bytes: Buffer; offsets: number[] }[] => {
  const byService = new Map<number, TestSpan[]>();
  const ids = new Set<string>();
  for (let n = 0; n < tracesABody; n += 1)
    for (const [service, span] of trace(n)) {
      byService.set(service, [...(byService.get(service) ?? []), span]);
      ids.add(span.traceId);
    }
  return [0, 1].map((parity) => {
    const resources: TestResource[] = [...byService]
      .filter(([service]) => service % 2 === parity)
      .map(([service, spans]) =>
        of(`s-${service}`, spans, { 'deployment.environment.name': 'prod', 'service.version': 'v812' }),
      );
    const bytes =
      encoding === 'json' ? Buffer.from(JSON.stringify(jsonRequest(resources))) : protobufRequest(resources);
    const offsets: number[] = [];
    for (const id of ids) {
      const needle = Buffer.from(id, encoding === 'json' ? 'latin1' : 'hex');
      for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) offsets.push(at);
    }
    return { bytes, offsets };
  });
};

export const spansAPair = tracesABody * spansATrace;
export const callsAPair = tracesABody * callsATrace;

/** The same spans in traces of their own: the first four bytes of each trace id become `number`. */
export const renumber = (
  encoding: Encoding,
  { bytes, offsets }: { bytes: Buffer; offsets: readonly number[] },
  number: number,
): Buffer => {
  const copy = Buffer.from(bytes);
  for (const at of offsets)
    if (encoding === 'json') copy.write(number.toString(16).padStart(8, '0'), at, 'latin1');
    else copy.writeUInt32BE(number, at);
  return copy;
};
