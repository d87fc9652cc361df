import type { FastifyRequest } from 'fastify';
import { type Caller, may } from '../caller.ts';
import { Refusal } from '../refusal.ts';
import type { Http } from './http.ts';
import { refused } from './request-refusals.ts';

/**
 * Who sends this request. Null where it carries nothing to know them by; throws a refusal of kind `unauthenticated` or
 * `forbidden` where what it carries does not hold.
 */
export type Authenticate = (request: FastifyRequest) => Caller | null | Promise<Caller | null>;

/** Somebody we do not know. */
const nobody: Caller = { org: 1, subject: 'nobody', rights: new Set() };

/** Routes that are open to anyone still know a caller who can show who they are. */
const knownOrNobody = async (authenticate: Authenticate, request: FastifyRequest): Promise<Caller> => {
  try {
    return (await authenticate(request)) ?? nobody;
  } catch (error) {
    if (error instanceof Refusal) return nobody;
    throw error;
  }
};

/** Whether what the request carries still holds. Where nobody can tell at the moment, what was decided before does. */
const stillMay = async (authenticate: Authenticate, request: FastifyRequest): Promise<boolean> => {
  const { right } = request.routeOptions.config;
  const { org, subject } = request.caller;
  if (right === undefined || right === 'anyone') return true;
  try {
    const caller = await authenticate(request);
    return caller !== null && caller.org === org && caller.subject === subject && may(caller, right);
  } catch (error) {
    return !(error instanceof Refusal) || error.entry.kind === 'unavailable';
  }
};

/** Nothing is open by default: a route that does not say what its caller needs cannot be registered. */
export const guard = (http: Http, authenticate: Authenticate): void => {
  http.addHook('onRoute', ({ method, url, config }) => {
    if (config?.right === undefined)
      throw new Error(`${method} ${url} does not say what its caller needs. Add config: { right: 'read' }.`);
  });
  http.decorateRequest('caller', null as never);
  http.decorateRequest('stillMay', function (this: FastifyRequest) {
    return stillMay(authenticate, this);
  });
  http.addHook('onRequest', async (request) => {
    const { right } = request.routeOptions.config;
    request.caller = nobody;
    if (request.is404 || right === undefined) return;
    if (right === 'anyone') {
      request.caller = await knownOrNobody(authenticate, request);
      return;
    }
    const caller = await authenticate(request);
    if (caller === null) throw refused('caller.unknown');
    if (!may(caller, right)) {
      const has = [...caller.rights].sort().join(', ') || 'none';
      throw refused('caller.not-allowed', {
        detail: `This needs the right "${right}"; the caller has: ${has}.`,
      });
    }
    request.caller = caller;
  });
};
