import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { alerts } from './projection.ts';
import { alertById, alertsMatching } from './queries.ts';
import { AlertPage, AlertQuery, AlertWithReports } from './wire.ts';

const readerFor = (
  kernel: Kernel,
  request: FastifyRequest,
  { min_pos: minPos, consistency }: Pick<AlertQuery, 'min_pos' | 'consistency'>,
): Promise<Reader> =>
  kernel.reader(request.caller, {
    of: [alerts],
    ...(minPos === undefined ? {} : { minPos }),
    ...(consistency === undefined ? {} : { consistency }),
  });

/** The alerts' part of the front door. */
export const routes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/alerts',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'Alerts, newest first: by default all, with state=open those that fire or are acknowledged',
        tags: ['alerts'],
        querystring: AlertQuery,
        response: { 200: AlertPage },
      },
    },
    async (request): Promise<AlertPage> => {
      const { limit = 50, ...wish } = request.query;
      return alertsMatching(await readerFor(kernel, request, wish), { ...wish, limit }, kernel.clock.now());
    },
  );

  http.get(
    '/api/v1/alerts/:id',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'One alert, with every observation of it',
        tags: ['alerts'],
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        querystring: Type.Pick(AlertQuery, ['min_pos', 'consistency']),
        response: { 200: AlertWithReports },
      },
    },
    async (request): Promise<AlertWithReports> =>
      alertById(await readerFor(kernel, request, request.query), kernel.log, request.params.id),
  );
};
