import type { Fault, RefusalKind } from '../refusal.ts';
import { Refusal } from '../refusal.ts';
import { refusalFrom } from './foreign-refusals.ts';

/** Problem details, RFC 9457, with members of our own: code, pointer, offset, faults, next, requestId. */
type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly pointer?: string;
  readonly offset?: number;
  readonly faults?: readonly Fault[];
  readonly next: string;
  readonly requestId?: string;
};

const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  busy: 429,
  unavailable: 503,
};

/** Where HTTP has a status of its own for one case of a kind. */
const statusOfCode: Readonly<Record<string, number>> = {
  'route.method': 405,
  'request.head-too-large': 431,
  'request.path-too-long': 414,
  'request.too-slow': 408,
};

/** RFC 6750 section 3: no error where nothing was presented, invalid_token where it was and did not hold. */
const challenge = (refusal: Refusal): string =>
  refusal.code === 'caller.unknown'
    ? 'Bearer realm="nightjar"'
    : 'Bearer realm="nightjar", error="invalid_token"';

const headersOf = (refusal: Refusal): Record<string, string> => ({
  ...(refusal.where.retryAfterSeconds === undefined
    ? {}
    : { 'retry-after': String(Math.max(1, Math.ceil(refusal.where.retryAfterSeconds))) }),
  ...(refusal.entry.kind === 'unauthenticated' ? { 'www-authenticate': challenge(refusal) } : {}),
});

const problemOfRefusal = (refusal: Refusal): Problem => {
  const { detail, pointer, offset, faults } = refusal.where;
  return {
    type: `urn:nightjar:refusal:${refusal.code}`,
    title: refusal.entry.says,
    status: statusOfCode[refusal.code] ?? statusOfKind[refusal.entry.kind],
    detail: detail ?? refusal.entry.says,
    code: refusal.code,
    ...(pointer === undefined ? {} : { pointer }),
    ...(offset === undefined ? {} : { offset }),
    ...(faults === undefined ? {} : { faults }),
    next: refusal.where.next ?? refusal.entry.next,
  };
};

/** A bug, as the caller sees it: nothing of its inside, only the id under which the log has it. */
const internal = (requestId: string): Problem => ({
  type: 'urn:nightjar:refusal:internal',
  title: 'Nightjar failed to do this.',
  status: 500,
  detail: 'Something happened that Nightjar did not foresee.',
  code: 'internal',
  next: `Report it with the request id ${requestId}; the log has the cause under it.`,
  requestId,
});

export type Answer = {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** True where somebody must look into the log. */
  readonly bug: boolean;
};

/** What is answered where something was thrown. The one place that knows which status an expected "no" has. */
export const answerTo = (thrown: unknown, requestId: string): Answer => {
  const refusal = thrown instanceof Refusal ? thrown : refusalFrom(thrown);
  if (refusal === null) return { problem: internal(requestId), headers: {}, bug: true };
  return { problem: problemOfRefusal(refusal), headers: headersOf(refusal), bug: false };
};
