import type { Kind, Link, Phase, Report } from '@nightjar/sdk/wire';
import { kinds, phases } from '@nightjar/sdk/words';
import { exit, Failure } from '../failure.ts';

/** What `nightjar send` may be told about the change. */
export type ReportFlags = {
  readonly service?: readonly string[];
  readonly env?: string;
  readonly kind?: string;
  readonly phase?: string;
  readonly title?: string;
  readonly version?: string;
  readonly previousVersion?: string;
  readonly summary?: string;
  readonly actor?: string;
  readonly link?: readonly string[];
  readonly tag?: readonly string[];
  readonly key?: string;
  readonly source?: string;
};

const usage = (what: string, next: string): Failure => new Failure(exit.usage, what, next);

const pair = (flag: string, given: string, like: string): [string, string] => {
  const at = given.indexOf('=');
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)];
  throw usage(`${flag} ${JSON.stringify(given)} has no "=".`, `Write it like ${flag} ${like}`);
};

const linkFrom = (given: string): Link => {
  const [label, url] = pair('--link', given, 'pipeline=https://ci.example.com/42');
  if (/^https?:\/\//.test(url)) return { label, url };
  throw usage(
    `--link ${JSON.stringify(given)} does not lead to http(s).`,
    'Write it like --link pipeline=https://…',
  );
};

const oneOf = <T extends string>(flag: string, given: string, of: readonly T[]): T => {
  const found = of.find((one) => one === given);
  if (found !== undefined) return found;
  throw usage(`${flag} ${JSON.stringify(given)} is not known.`, `One of: ${of.join(', ')}.`);
};

/** The part of a report that its flags say; only what was said. */
export const reportFrom = (
  flags: ReportFlags,
): Report & { readonly kind?: Kind; readonly phase?: Phase } => ({
  source: flags.source ?? 'cli',
  ...(flags.key === undefined ? {} : { key: flags.key }),
  ...(flags.kind === undefined ? {} : { kind: oneOf('--kind', flags.kind, kinds) }),
  ...(flags.phase === undefined ? {} : { phase: oneOf('--phase', flags.phase, phases) }),
  ...(flags.title === undefined ? {} : { title: flags.title }),
  ...(flags.service === undefined ? {} : { services: flags.service }),
  ...(flags.env === undefined ? {} : { environment: flags.env }),
  ...(flags.version === undefined ? {} : { version: flags.version }),
  ...(flags.previousVersion === undefined ? {} : { previousVersion: flags.previousVersion }),
  ...(flags.summary === undefined ? {} : { summary: flags.summary }),
  ...(flags.actor === undefined ? {} : { actor: { name: flags.actor } }),
  ...(flags.link === undefined ? {} : { links: flags.link.map(linkFrom) }),
  ...(flags.tag === undefined
    ? {}
    : { tags: Object.fromEntries(flags.tag.map((given) => pair('--tag', given, 'team=money'))) }),
});
