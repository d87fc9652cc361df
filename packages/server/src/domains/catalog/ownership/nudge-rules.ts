import { type Ref, typedAs } from '@nightjar/descriptors/ref';
import { nudges } from './wire.ts';
import { lasting } from './words.ts';

type Nudge = (typeof nudges)[number];

/** Its place in the list, by which findings about one entity are ordered. */
export const ruleOf = (is: Nudge): number => nudges.indexOf(is);

/** A source is read again within minutes, or at most a day: that long without an answer is no accident. */
export const failingDays = 7;
/** Half the time in which half of all declared owners are out of date (confidence.ts). */
export const staleDays = 180;
/** A job that runs once a week is still seen. */
export const unseenDays = 7;

/** What to do where two things have one name. */
export const keptApart = 'discover one of them again with `nightjar catalog discover PATH --namespace NAME`';

/** One thing about the ownership of one entity that somebody should settle. */
export type Finding = {
  readonly is: Nudge;
  /** The name of the entity. */
  readonly name: string;
  readonly ref: Ref;
  /** The owner that it is about, by name; empty where it is about none. */
  readonly about: string;
  /** Everybody whom any source names, by name. */
  readonly named: readonly string[];
  /** Since it has been so. */
  readonly ageMs: number | null;
};

const listed = (names: readonly string[]): string => names.join(', ');

/** What is wrong, and by which rule. */
export const detailOf = ({ is, name, about, named, ageMs }: Finding): string => {
  const long = ageMs === null ? 'long' : lasting(ageMs);
  switch (is) {
    case 'no-owner':
      return named.length === 0
        ? `No source names an owner of ${name}.`
        : `No source names an owner of ${name} that was chosen; ${listed(named)} may be.`;
    case 'unknown-owner':
      return `${about} owns ${name}, but the catalog does not know ${about}.`;
    case 'unreachable-owner':
      return `${about} owns ${name}, but has no contact and no members.`;
    case 'contested':
      return `Sources that are to be believed name different owners of ${name}: ${listed(named)}.`;
    case 'stale':
      return `${about} was named as the owner of ${name} ${long} ago (more than ${staleDays} days); since then its source cannot be read any longer, or only others have changed the code.`;
    case 'unseen':
      return `${name} ran, but has not been seen for ${long} (more than ${unseenDays} days).`;
    case 'namesakes':
      return `${name} may be two things of one name: what looks at it in different places knows different repositories, systems or teams, and nobody has declared it.`;
  }
};

/** What would settle it, with the command to type. */
export const nextOf = ({ is, ref, about }: Finding): string => {
  const edit = (set: string): string => `\`nightjar edit ${typedAs(ref)} ${set}\``;
  const paste = `paste what \`nightjar service ${typedAs(ref)} --annotate backstage\` prints into its repository`;
  switch (is) {
    case 'no-owner':
      return `Name one: ${paste}, or ${edit('owner=NAME')}.`;
    case 'unknown-owner':
      return `Describe ${about} (a Group in a catalog-info.yaml), or name another: ${edit('owner=NAME')}.`;
    case 'unreachable-owner':
      return `Give ${about} a chat, an on-call link or members where it is described.`;
    case 'contested':
      return `Mend the source that is wrong (\`nightjar service ${typedAs(ref)} --facts\` shows them), or settle it: ${edit('owner=NAME')}.`;
    case 'stale':
      return `Confirm it or name another: ${edit('owner=NAME')}.`;
    case 'unseen':
      return `If it is retired, remove its descriptor, or say so: ${edit('lifecycle=retired')}; if not, look why nothing sees it.`;
    case 'namesakes':
      return `If they are two, ${keptApart}; if they are one, say whose it is: ${edit('owner=NAME')}.`;
  }
};
