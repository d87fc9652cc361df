import type { Registry } from 'prom-client';
import { may } from '../caller.ts';
import type { Http } from './http.ts';

/** Whether one part of the house can do its work; `says` is a sentence for those who may read. */
export type Check = {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
  readonly details?: unknown;
};

export type Readiness = () => Promise<readonly Check[]>;

const late = (ms: number): Promise<readonly Check[]> =>
  new Promise((resolve) => {
    setTimeout(
      () => resolve([{ name: 'checks', ok: false, says: `The checks did not answer within ${ms} ms.` }]),
      ms,
    ).unref();
  });

const asked = async (ready: Readiness): Promise<readonly Check[]> => {
  try {
    return await Promise.race([ready(), late(2000)]);
  } catch {
    return [{ name: 'checks', ok: false, says: 'The checks themselves failed; the log has the cause.' }];
  }
};

/** What the house says about itself: alive, ready, its figures, its routes. */
export const houseRoutes = (http: Http, ready: Readiness, metrics: Registry): void => {
  http.get('/healthz', { config: { right: 'anyone' }, schema: { summary: 'Is the process alive?' } }, () => ({
    status: 'alive',
  }));

  http.get(
    '/readyz',
    { config: { right: 'anyone' }, schema: { summary: 'Can it do its work?' } },
    async (request, reply) => {
      const checks = http.closing.aborted
        ? [{ name: 'process', ok: false, says: 'Nightjar is shutting down.' }]
        : await asked(ready);
      const reasons = checks.filter(({ ok }) => !ok).map(({ says }) => says);
      const isReady = reasons.length === 0;
      // A balancer needs the status alone; what the house is made of and how that stands is for readers.
      const told = may(request.caller, 'read') ? { ready: isReady, reasons, checks } : { ready: isReady };
      return reply.code(isReady ? 200 : 503).send(told);
    },
  );

  http.get(
    '/metrics',
    { config: { right: 'read' }, schema: { summary: 'Figures in the Prometheus text format' } },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
  );

  http.get(
    '/openapi.json',
    { config: { right: 'read' }, schema: { summary: 'This document', hide: true } },
    () => http.swagger(),
  );
};
