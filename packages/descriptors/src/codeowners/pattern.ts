import { anyDepth, globOf, one, type Segment, star, unitsOf } from '../glob/glob.ts';

/** Whose rules: the same file means different things on the two hosts. */
export type Flavour = 'github' | 'gitlab';

export type Pattern = (path: string) => boolean;

type Part = Segment | typeof anyDepth;

const anything: Segment = [star];

/** One part of a path: `*` and `?` stay within it. GitHub has no `[a-z]`: brackets are themselves. */
const segmentOf = (text: string): Segment =>
  [...text.matchAll(/\\(.)|[*]+|[^*\\]+|\\/gs)].flatMap(([found, escaped]) => {
    if (escaped !== undefined) return unitsOf(escaped);
    if (found.startsWith('*')) return [star];
    return unitsOf(found).map((unit) => (unit === questionMark ? one : unit));
  });
const [questionMark] = unitsOf('?');

/**
 * Which paths a pattern of CODEOWNERS means. GitHub (docs.github.com, About code owners): gitignore's, with three
 * differences that the package `ignore` cannot be told: `docs/*` does not reach into folders of docs, `!` and `[ ]` mean
 * nothing, and case counts. GitLab (docs.gitlab.com, Code Owners syntax): what does not begin with `/` may begin anywhere,
 * and a folder is one only with a `/` behind it.
 */
export const patternOf = (pattern: string, flavour: Flavour): Pattern => {
  const isFolder = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const rooted = pattern.startsWith('/') || (flavour === 'github' && bare.includes('/'));
  const parts = bare.split('/');
  const last = parts.at(-1) ?? '';
  const body = parts.flatMap((text, at): Part[] => {
    if (text !== '**') return [segmentOf(text)];
    return at === parts.length - 1 ? [anything, anyDepth] : [anyDepth];
  });
  const beneath = (): Part[] => {
    if (isFolder) return [anything, anyDepth];
    if (flavour === 'gitlab' || (last === '*' && parts.length > 1)) return [];
    return [anyDepth];
  };
  return globOf([...(rooted ? [] : ([anyDepth] as const)), ...body, ...beneath()]);
};
