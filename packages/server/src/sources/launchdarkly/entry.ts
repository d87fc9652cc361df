import { instantOfMs } from '../../change/instant.ts';
import type { Actor } from '../../change/observation.ts';
import { field, linkTo, listAt, personIn, textAt } from '../json.ts';

/** What an entry of the audit log is about: `proj/webshop:env/production:flag/new-checkout;tag`. */
export type Resource = {
  readonly project: string | null;
  /** Null where it is about all environments (`env/*`). */
  readonly environment: string | null;
  readonly kind: 'flag' | 'segment' | 'experiment' | 'environment' | 'other';
  readonly key: string | null;
};

const kinds = ['flag', 'segment', 'experiment'] as const;

/** Parts are separated by colons, tags follow a semicolon (launchdarkly.com/docs, "Using resources"). */
export const resourceIn = (text: string): Resource => {
  const parts = new Map(
    text.split(':').map((part): [string, string] => {
      const [kind = '', rest = ''] = part.split('/', 2);
      return [kind, rest.split(';', 1)[0] ?? ''];
    }),
  );
  const named = (kind: string): string | null => {
    const value = parts.get(kind) ?? '';
    return value === '' || value === '*' ? null : value;
  };
  const kind = kinds.find((it) => parts.has(it));
  const environment = named('env');
  if (kind !== undefined) return { project: named('proj'), environment, kind, key: named(kind) };
  return {
    project: named('proj'),
    environment,
    kind: environment === null ? 'other' : 'environment',
    key: environment,
  };
};

export type Entry = {
  readonly id: string;
  readonly at: string | null;
  readonly actions: readonly string[];
  readonly resource: Resource;
  readonly body: unknown;
};

export const entryIn = (body: unknown): Entry | null => {
  const id = textAt(body, '_id');
  if (id === null) return null;
  const accesses = listAt(body, 'accesses');
  const resource =
    textAt(accesses[0], 'resource') ??
    listAt(body, 'target', 'resources').find((it) => typeof it === 'string');
  return {
    id,
    at: instantOfMs(field(body, 'date')),
    actions: accesses.map((it) => textAt(it, 'action')).filter((it) => it !== null),
    resource: resourceIn(typeof resource === 'string' ? resource : ''),
    body,
  };
};

const nameOf = (member: unknown): string | null => {
  const name = [textAt(member, 'firstName'), textAt(member, 'lastName')].filter(Boolean).join(' ');
  return name === '' ? personIn(textAt(member, 'email')) : name;
};

/** A token or an integration acts for the member to whom it belongs. */
export const actorOf = ({ body }: Entry): Partial<Actor> | null => {
  const person = nameOf(field(body, 'member'));
  const robot = textAt(body, 'token', 'name') ?? textAt(body, 'app', 'name');
  if (robot !== null) return { name: robot, kind: 'automation', onBehalfOf: person };
  return person === null ? null : { name: person, kind: 'human' };
};

/** The page of what changed, which is also where it is turned back. The host stands in the title alone: there are several. */
export const pageOf = ({ body }: Entry) => {
  const path = textAt(body, '_links', 'site', 'href');
  if (path === null) return null;
  const host = /\]\((https:\/\/[a-z0-9.-]+)\//i.exec(textAt(body, 'title') ?? '')?.[1];
  const url = /^https?:/i.test(path) ? path : `${host ?? 'https://app.launchdarkly.com'}${path}`;
  return linkTo('LaunchDarkly', url)[0] ?? null;
};
