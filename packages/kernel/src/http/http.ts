import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { Logger } from 'pino';
import type { Caller, Right } from '../caller.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller needs. A route that does not say is refused when it is registered: nothing is open by default. */
    right?: Right | 'anyone';
    /** The answer never ends of itself (an event stream), so it is ended soon after the house begins to close. */
    endless?: boolean;
    /** A browser may keep the answer for whoever asked, for when the server cannot be reached: no secret is in it. */
    keep?: boolean;
    /** Content types that the route reads as they come and never holds whole: no limit is set to their length. */
    streams?: RegExp;
    /** Content encodings that the route undoes itself: what it is given is encoded still. */
    encodings?: readonly string[];
  }
  interface FastifyRequest {
    /** Who asks. On routes open to anyone: who it is where that is known, else a caller without rights. */
    caller: Caller;
    /** Asks again whether the caller may do this: for answers that go on longer than a token or a session need hold. */
    stillMay(): Promise<boolean>;
  }
  interface FastifyInstance {
    /** Aborted when the house begins to close: a stream that never ends of itself ends then. */
    readonly closing: AbortSignal;
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
