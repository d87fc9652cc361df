import type { Fault } from './description.ts';
import type { Path } from './yaml/locate.ts';
import type { Parsed } from './yaml/parse.ts';

/** What is wrong with a document, before anybody has looked up where in the file that is. */
export type Problem = {
  readonly code: 'schema' | 'name' | 'kind' | 'reference';
  readonly path: Path;
  readonly says: string;
  readonly next: string;
};

export const pathText = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** A name as a person will know it again; what is no name, and might be anything, is not repeated. */
export const quoted = (value: unknown): string => {
  if (typeof value !== 'string')
    return value === null ? 'nothing' : `a ${Array.isArray(value) ? 'list' : typeof value}`;
  return JSON.stringify(value.length <= 80 ? value : `${value.slice(0, 77)}...`);
};

export const faultOf = (problem: Problem, document: Parsed, place: string): Fault => ({
  code: problem.code,
  place,
  ...document.where(problem.path),
  says: problem.says,
  next: problem.next,
});

/** The first of several, with how many more there are: a person mends one after the other. */
export const firstOf = (problems: readonly Problem[]): Problem | undefined => {
  const first = problems[0];
  if (first === undefined || problems.length === 1) return first;
  return { ...first, says: `${first.says} (${problems.length - 1} more after it)` };
};

/** Of a link that is left out: its address may be anything, so it is not repeated. */
export const unfollowed = (path: Path): Problem => ({
  code: 'schema',
  path,
  says: `${pathText(path)} is no address that can be followed; the link is left out.`,
  next: 'Write it whole, with https://, http:// or mailto: before it.',
});
