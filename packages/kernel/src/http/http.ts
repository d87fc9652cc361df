import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { Logger } from 'pino';
import type { Caller, Right } from '../caller.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller needs. A route that does not say is refused when it is registered: nothing is open by default. */
    right?: Right | 'anyone';
  }
  interface FastifyRequest {
    /** Who asks. On routes open to anyone, a caller without rights. */
    caller: Caller;
  }
}

/** The front door: routes are added to it, with JSON Schema from TypeBox for what comes in and goes out. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger,
  TypeBoxTypeProvider
>;
