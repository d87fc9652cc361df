import { randomBytes } from 'node:crypto';
import type { TestResource, TestSpan, TestValue } from './encode.ts';

const hexId = (bytes: 8 | 16): string => randomBytes(bytes).toString('hex');

const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

type Said = {
  readonly kind: keyof typeof kinds;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly parent?: TestSpan;
  readonly startMs?: number;
  readonly ms?: number;
  readonly failed?: boolean;
  readonly attributes?: Readonly<Record<string, TestValue>>;
};

/** A span of 10 ms that begins now, except for what the test says. */
export const spanFor = ({
  kind,
  parent,
  startMs = Date.now(),
  ms = 10,
  failed,
  ...said
}: Said): TestSpan => ({
  traceId: said.traceId ?? parent?.traceId ?? hexId(16),
  spanId: said.spanId ?? hexId(8),
  ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
  kind: kinds[kind],
  start: String(BigInt(Math.round(startMs * 1000)) * 1000n),
  end: String(BigInt(Math.round((startMs + ms) * 1000)) * 1000n),
  ...(failed === true ? { status: 2 } : {}),
  ...(said.attributes === undefined ? {} : { attributes: said.attributes }),
});

export const of = (
  service: string,
  spans: readonly TestSpan[],
  resource: Readonly<Record<string, TestValue>> = {},
): TestResource => ({ resource: { 'service.name': service, ...resource }, spans });

/** One call: the client's span of the one and the server's of the other. */
export const callBetween = (
  caller: string,
  callee: string,
  said: Omit<Said, 'kind'> = {},
): readonly [TestResource, TestResource] => {
  const asking = spanFor({ ...said, kind: 'client' });
  const answering = spanFor({
    kind: 'server',
    parent: asking,
    ...(said.startMs ? { startMs: said.startMs } : {}),
  });
  return [of(caller, [asking]), of(callee, [answering])];
};
