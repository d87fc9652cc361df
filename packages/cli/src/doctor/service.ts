import { isLoopback } from '../connection.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';
import type { Answers, Part } from './server.ts';

type There = Extract<Answers, { is: 'there' }>;

/** A check that only makes sense once a server answered; where none did, `server` says so and the rest keep quiet. */
const ofTheServer = (name: string, find: (there: There, tokenFrom: string) => Finding): Check => ({
  name,
  find: ({ server, target }) => (server.is === 'there' ? find(server, target.tokenFrom) : null),
});

const server: Check = {
  name: 'server',
  find: ({ server, target }) => {
    if (server.is === 'away')
      return fail(
        `nobody answers at ${target.url}: ${server.why}`,
        'nightjar start, or correct NIGHTJAR_URL.',
      );
    if (server.is === 'other')
      return fail(`${target.url} is not Nightjar: ${server.what}`, 'Correct NIGHTJAR_URL.');
    const open = target.token !== undefined && new URL(target.url).protocol === 'http:';
    if (open && !isLoopback(new URL(target.url)))
      return warn(
        `${target.url} answers, and anybody on the way may read the token`,
        'Put TLS before it: https.',
      );
    return ok(`${target.url} answers in ${Math.round(server.tookMs)} ms`);
  },
};

const ready = ofTheServer('ready', ({ reasons }) =>
  reasons.length === 0
    ? ok('takes requests')
    : fail(reasons.join(' '), 'Read the server’s log; it says more.'),
);

const token = ofTheServer('token', ({ who, tokenRefused }, tokenFrom) => {
  if (who !== null) return ok(`${who.name}, may ${who.rights.join(' and ')} (from ${tokenFrom})`);
  if (tokenFrom === 'nowhere')
    return warn('none', 'Set NIGHTJAR_TOKEN, or run this where the server keeps its data folder.');
  const says = tokenRefused
    ? `the one from ${tokenFrom} is refused`
    : `nothing is known of the one from ${tokenFrom}`;
  return fail(
    says,
    'Make another: nightjar token create. A server with another data folder knows none of ours.',
  );
});

const lagOf = ({ details }: Part): number | null => {
  const lag = typeof details === 'object' && details !== null && 'lag' in details ? details.lag : null;
  return typeof lag === 'number' ? lag : null;
};

/** Facts that a model may be behind for a moment under load; more than this is said. */
const usualLag = 10_000;

const models = ofTheServer('read models', ({ parts }) => {
  if (parts === null) return warn('not shown to this caller', 'Use a token that may read.');
  const bad = parts.filter((part) => !part.ok);
  if (bad.length > 0)
    return fail(bad.map(({ says }) => says).join(' '), 'The feed may be old: read the server’s log.');
  const lags = parts.flatMap((part) => lagOf(part) ?? []);
  const most = Math.max(0, ...lags);
  if (most > usualLag)
    return warn(`${most} facts behind the log`, 'Wait; if it grows, read the server’s log.');
  return ok(
    lags.length === 0 ? parts.map(({ says }) => says).join(' ') : `at most ${most} facts behind the log`,
  );
});

const clock = ofTheServer('clock', ({ skewMs }) => {
  if (skewMs === null)
    return warn('the server does not say its time', 'A proxy may take the Date header away.');
  const off = (Math.abs(skewMs) / 1000).toFixed(1);
  if (Math.abs(skewMs) < 2000) return ok('this machine and the server agree');
  const says = `the server is ${off} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine`;
  const next = 'Set both by NTP: a change is ordered by its sender’s clock.';
  return Math.abs(skewMs) < 60_000 ? warn(says, next) : fail(says, next);
});

const page = ofTheServer('page', ({ page }) =>
  page
    ? ok('built and served at /')
    : warn('not served at /', 'It is built by the first nightjar start; read its output.'),
);

/** What only a running server can tell. */
export const ofTheService: readonly Check[] = [server, ready, token, models, clock, page];
