import { Registry } from 'prom-client';
import type { Caller, Right } from '../caller.ts';
import type { Http } from '../http/http.ts';
import { type HttpOptions, openHttp } from '../http/open-http.ts';
import { capturedLog } from './captured-log.ts';

/** A caller of organisation 1 with just these rights. */
const callerWith = (...rights: readonly Right[]): Caller => ({
  org: 1,
  subject: 'token:test',
  rights: new Set(rights),
});

export type TestDoor = { readonly http: Http; readonly logged: () => string } & AsyncDisposable;

/** A front door of the test's own. "Bearer read" has the right read, and so on; `logged` is all that was logged. */
export const testDoor = async (
  options: Partial<HttpOptions> = {},
  routes: (http: Http) => void = () => {},
): Promise<TestDoor> => {
  const { logger, logged } = capturedLog();
  const http = await openHttp({
    authenticate: ({ headers }) => {
      const right = /^Bearer (ingest|read|admin)$/.exec(headers.authorization ?? '')?.[1];
      return right === undefined ? null : callerWith(right as Right);
    },
    logger,
    metrics: new Registry(),
    graceMs: 500,
    streamGraceMs: 50,
    ...options,
  });
  routes(http);
  await http.ready();
  return {
    http,
    logged,
    [Symbol.asyncDispose]: () => http.close(),
  };
};
