/** Whose rules: the same file means different things on the two hosts. */
export type Flavour = 'github' | 'gitlab';

/** One part of a path: `*` and `?` stay within it. GitHub has no `[a-z]`: brackets are themselves. */
const part = (text: string): string =>
  text.replace(
    /\\(.)|([*]+)|[.+^$(){}|[\]\\?]/g,
    (found, escaped: string | undefined, stars: string | undefined) => {
      if (escaped !== undefined) return escaped.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&');
      if (stars !== undefined) return '[^/]*';
      return found === '?' ? '[^/]' : `\\${found}`;
    },
  );

/**
 * Which paths a pattern of CODEOWNERS means. GitHub (docs.github.com, About code owners): gitignore's, with three
 * differences that the package `ignore` cannot be told: `docs/*` does not reach into folders of docs, `!` and `[ ]` mean
 * nothing, and case counts. GitLab (docs.gitlab.com, Code Owners syntax): what does not begin with `/` may begin anywhere,
 * and a folder is one only with a `/` behind it.
 */
export const patternOf = (pattern: string, flavour: Flavour): RegExp => {
  const isFolder = pattern.endsWith('/');
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const rooted = pattern.startsWith('/') || (flavour === 'github' && bare.includes('/'));
  const parts = bare.split('/');
  const last = parts.at(-1) ?? '';
  const body = parts
    .map((text, at) => {
      const ends = at === parts.length - 1;
      if (text === '**') return ends ? '.*' : '(?:.*/)?';
      return part(text) + (ends ? '' : '/');
    })
    .join('');
  const beneath = (): string => {
    if (isFolder) return '/.*';
    if (flavour === 'gitlab' || (last === '*' && parts.length > 1)) return '';
    return '(?:/.*)?';
  };
  return new RegExp(`^${rooted ? '' : '(?:.*/)?'}${body}${beneath()}$`, 's');
};
