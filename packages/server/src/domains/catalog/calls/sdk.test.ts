import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, test } from 'vitest';
import { callHouse } from './testing/house.ts';

type Exporter = typeof JsonExporter | typeof ProtobufExporter;

/** A service with a tracer of its own, as in a process of its own. */
const service = (Exporter: Exporter, url: string, name: string, more: Record<string, string> = {}) => {
  const exporter = new Exporter({ url: `${url}/v1/traces`, headers: { authorization: 'Bearer ingest' } });
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': name, ...more })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return { tracer: provider.getTracer('shop'), end: () => provider.shutdown() };
};
type Service = ReturnType<typeof service>;

const during = async (span: Span, work: () => Promise<void>): Promise<void> => {
  await context.with(trace.setSpan(context.active(), span), work);
  span.end();
};

/** `from` asks and `to` answers: the context goes over in headers, as between processes. */
const ask = async (from: Service, to: Service, failed: boolean, work: () => Promise<void>): Promise<void> => {
  const asking = from.tracer.startSpan('GET', { kind: SpanKind.CLIENT });
  await during(asking, async () => {
    const headers = {};
    propagation.inject(context.active(), headers);
    const answering = to.tracer.startSpan(
      'GET /',
      { kind: SpanKind.SERVER },
      propagation.extract(ROOT_CONTEXT, headers),
    );
    await during(answering, work);
    if (failed) asking.setStatus({ code: SpanStatusCode.ERROR });
  });
};

afterEach(() => {
  context.disable();
  propagation.disable();
  trace.disable();
});

test.each([
  ['JSON', JsonExporter],
  ['protobuf', ProtobufExporter],
])(
  'three services traced by OpenTelemetry and sent as %s are the graph, and nothing else is',
  async (_, Exporter) => {
    await using house = await callHouse();
    new NodeTracerProvider().register();
    const prod = {
      'deployment.environment.name': 'prod',
      'service.version': 'v812',
      'service.criticality': 'high',
    };
    const front = service(Exporter, house.url, 'front', prod);
    const cart = service(Exporter, house.url, 'cart', prod);
    const pricing = service(Exporter, house.url, 'pricing', prod);
    for (let n = 0; n < 30; n += 1) {
      await ask(front, cart, n % 10 === 0, async () => {
        const query = cart.tracer.startSpan('SELECT', {
          kind: SpanKind.CLIENT,
          attributes: {
            'db.system.name': 'postgresql',
            'server.address': 'cart-db',
            'db.query.text': 'select 1',
          },
        });
        query.end();
        if (n % 2 === 0) await ask(cart, pricing, false, async () => {});
      });
    }
    await Promise.all([cart.end(), pricing.end(), front.end()]);
    await house.flush();
    const { body } = await house.calls();
    const edges = body.calls.map((it: Record<string, unknown>) => [
      it['caller'],
      it['callee'],
      it['environment'],
      it['count'],
      it['errors'],
    ]);
    const sums = new Map<string, number[]>();
    for (const [caller, callee, environment, count, errors] of edges) {
      const [before = 0, failed = 0] = sums.get(`${caller} > ${callee} ${environment}`) ?? [];
      sums.set(`${caller} > ${callee} ${environment}`, [before + count, failed + errors]);
    }
    expect(Object.fromEntries(sums)).toEqual({
      'service:default/front > service:default/cart prod': [30, 3],
      'service:default/cart > service:default/pricing prod': [15, 0],
      'service:default/cart > resource:default/cart-db prod': [30, 0],
    });
    const cartSays = house.told.find(({ entity }) => entity === 'service:default/cart')?.says;
    expect(cartSays).toMatchObject({
      language: 'javascript',
      tier: 1,
      versions: { prod: 'v812' },
      relations: expect.arrayContaining([
        expect.objectContaining({ type: 'calls', to: 'service:default/pricing', confidence: 0.9 }),
        expect.objectContaining({ type: 'dependsOn', to: 'resource:default/cart-db', confidence: 0.7 }),
        { type: 'runsIn', to: 'environment:default/prod' },
      ]),
    });
    expect(house.told.map(({ entity }) => entity).sort()).toEqual([
      'resource:default/cart-db',
      'service:default/cart',
      'service:default/front',
      'service:default/pricing',
    ]);
  },
);
