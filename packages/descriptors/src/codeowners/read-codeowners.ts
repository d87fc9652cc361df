import type { Fault, File } from '../description.ts';
import { type Flavour, type Pattern, patternOf } from './pattern.ts';

type Rule = {
  readonly matches: Pattern;
  readonly owners: readonly string[];
  readonly line: number;
  /** GitLab's `!pattern`: what it means has no owner in the section. */
  readonly excludes: boolean;
};

/** A section of GitLab; GitHub has one. Each is asked alone. */
type Section = { readonly name: string; readonly rules: Rule[]; readonly owners: readonly string[] };

export type Codeowners = {
  readonly place: string;
  readonly flavour: Flavour;
  readonly sections: readonly Section[];
  readonly faults: readonly Fault[];
};

/** GitHub does not read larger ones. */
const maxLength = 3_000_000;

/** `^[Name][2] @default`: optional, its name, how many must approve, who owns what has no owners of its own. */
const header = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(\S.*))?$/s;
/** The parts of an address hold no dot: else a word of dots could be shared out between them in n² ways. */
const owner = /^(?:@@?[\w.-]+(?:\/[\w.-]+)*|[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+)$/;

const wordsOf = (line: string): string[] => line.match(/(?:\\.|[^\s\\])+/g) ?? [];

/** A `#` begins a comment where a word begins. */
const withoutComment = (line: string): string => line.replace(/(?:^|\s)#.*$/s, '').trim();

/** A folder in brackets at the beginning of a line looks like a section, so what is GitHub's for sure is not asked for them. */
const isGitlab = ({ path, text }: File, origin: string): boolean => {
  if (path.startsWith('.github/') || /^github\./i.test(origin)) return false;
  return path.startsWith('.gitlab/') || /gitlab/i.test(origin) || /^\^?\[[^\]\r\n]+\]/m.test(text);
};

/** Reads a CODEOWNERS file by the rules of the host it is for: known by its place, its origin, or by sections, which only GitLab has. */
export const readCodeowners = (file: File, origin = ''): Codeowners => {
  const flavour: Flavour = isGitlab(file, origin) ? 'gitlab' : 'github';
  const faults: Fault[] = [];
  const refuse = (code: string, line: number, says: string, next: string): void => {
    faults.push({ code, place: file.path, line, column: 1, says, next });
  };
  const sections = new Map<string, Section>([['', { name: '', rules: [], owners: [] }]]);
  let section = sections.get('') as Section;
  if (file.text.length > maxLength) {
    refuse(
      'too-large',
      1,
      'The file is larger than 3 MB.',
      'GitHub does not read it either; write shorter patterns.',
    );
    return { place: file.path, flavour, sections: [], faults };
  }
  for (const [index, raw] of file.text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const text = withoutComment(raw);
    if (text === '') continue;
    const opened = flavour === 'gitlab' ? header.exec(text) : null;
    if (opened !== null) {
      const name = (opened[1] ?? '').toLowerCase();
      const own = wordsOf(opened[2] ?? '').filter((word) => owner.test(word));
      section = sections.get(name) ?? { name, rules: [], owners: own };
      sections.set(name, section);
      continue;
    }
    const [pattern = '', ...words] = wordsOf(text);
    const excludes = flavour === 'gitlab' && pattern.startsWith('!');
    if (flavour === 'github' && (pattern.startsWith('!') || /^\\#|[[\]]/.test(pattern))) {
      refuse(
        'schema',
        line,
        `The pattern ${JSON.stringify(pattern)} has !, [ ] or \\#, which GitHub does not read.`,
        'Write the paths out.',
      );
      continue;
    }
    const strange = words.find((word) => !owner.test(word));
    if (strange !== undefined) {
      refuse(
        'reference',
        line,
        `${JSON.stringify(strange)} is no owner: GitHub leaves out the whole line.`,
        'Write @user, @organisation/team or an address.',
      );
      if (flavour === 'github') continue;
    }
    const owners = words.filter((word) => owner.test(word));
    section.rules.push({
      matches: patternOf(excludes ? pattern.slice(1) : pattern, flavour),
      owners: owners.length > 0 ? owners : section.owners,
      line,
      excludes,
    });
  }
  return { place: file.path, flavour, sections: [...sections.values()], faults };
};

/** Who owns a path, as written (`@acme/payments`), and the line that says so: the last that matches; a section each. */
export const ownersOf = (
  { sections }: Codeowners,
  path: string,
): { readonly owners: readonly string[]; readonly line: number } | undefined => {
  const found = sections.flatMap(({ rules }) => {
    const matching = rules.filter(({ matches }) => matches(path));
    // What is excluded stays so, whatever comes after it (GitLab).
    return matching.some(({ excludes }) => excludes) ? [] : matching.slice(-1);
  });
  const owners = [...new Set(found.flatMap((rule) => rule.owners))];
  const [first] = found;
  return first === undefined || owners.length === 0 ? undefined : { owners, line: first.line };
};
