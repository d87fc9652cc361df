import { type Ast, and, not } from '@nightjar/query/ast';
import { print } from '@nightjar/query/print';
import type { SourceNoise } from './wire.ts';

/** What one source reported of one kind, by whom. */
export type Part = {
  readonly source: string;
  readonly kind: string;
  readonly by: 'robots' | 'nobody' | 'people';
  readonly changes: number;
  readonly lines: number;
  readonly low: number;
  readonly bundles: number;
};

/** Fewer lines than this are no noise, and a smaller share of a source's lines is not what makes it noisy. */
const least = { lines: 20, share: 0.3 };

/** What could break something is advised away by nobody, however much of it there is. */
const risky: ReadonlySet<string> = new Set(['deploy', 'schema', 'certificate', 'infrastructure']);

const exactly = (field: string, text: string): Ast => ({
  is: 'matches',
  field,
  any: [{ is: 'exact', text }],
});

const whose: Readonly<Record<Exclude<Part['by'], 'people'>, Ast>> = {
  robots: exactly('actor', 'bot'),
  nobody: not({ is: 'present', field: 'actor' }),
};

const inWords: Readonly<Record<Exclude<Part['by'], 'people'>, string>> = {
  robots: 'what robots report',
  nobody: 'what names nobody, reported',
};

/** The part that fills most of a source's lines, as a rule that leaves it out; never one that would hide a person. */
export const suggest = (parts: readonly Part[]): SourceNoise['rule'] => {
  const all = parts.reduce((sum, { lines }) => sum + lines, 0);
  const [most] = parts
    .filter(({ kind, lines }) => !risky.has(kind) && lines >= least.lines && lines >= least.share * all)
    .filter((part): part is Part & { by: keyof typeof whose } => part.by !== 'people')
    .sort((a, b) => b.lines - a.lines);
  if (most === undefined) return null;
  const { source, kind, by, lines } = most;
  return {
    words: `Leave out ${inWords[by]} as ${kind}: ${lines} of ${all} lines, none of them by a person.`,
    filter: print(not(and([exactly('source', source), exactly('kind', kind), whose[by]]))),
  };
};
