import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { alertGroups } from './projection.ts';
import { groupById, groupsLike } from './queries.ts';
import { AlertGroupMembersQuery, AlertGroupPage, AlertGroupQuery, AlertGroupWithMembers } from './wire.ts';

const tags = ['alerts'];
const config = { right: 'read', keep: true } as const;

const readerFor = (
  kernel: Kernel,
  { caller }: FastifyRequest,
  { min_pos: minPos, consistency }: AlertGroupMembersQuery,
): Promise<Reader> =>
  kernel.reader(caller, {
    of: [alertGroups],
    ...(minPos === undefined ? {} : { minPos }),
    ...(consistency === undefined ? {} : { consistency }),
  });

export const groupRoutes = (http: Http, kernel: Kernel): void => {
  http.get(
    '/api/v1/alerts/groups',
    {
      config,
      schema: {
        summary: 'Groups of alerts of one cause, newest first: a storm is one line',
        tags,
        querystring: AlertGroupQuery,
        response: { 200: AlertGroupPage },
      },
    },
    async (request): Promise<AlertGroupPage> => {
      const { limit = 50, ...wish } = request.query;
      return groupsLike(await readerFor(kernel, request, wish), { ...wish, limit });
    },
  );

  http.get(
    '/api/v1/alerts/groups/:id',
    {
      config,
      schema: {
        summary: 'One group of alerts, with a page of its alerts in order of time',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        querystring: AlertGroupMembersQuery,
        response: { 200: AlertGroupWithMembers },
      },
    },
    async (request): Promise<AlertGroupWithMembers> => {
      const { limit = 50, ...wish } = request.query;
      return groupById(await readerFor(kernel, request, wish), request.params.id, { ...wish, limit });
    },
  );
};
