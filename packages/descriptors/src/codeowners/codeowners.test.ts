import fc from 'fast-check';
import ignore from 'ignore';
import { expect, test } from 'vitest';
import { patternOf } from './pattern.ts';
import { ownersOf, readCodeowners } from './read-codeowners.ts';

const owners = (text: string, path: string, place = '.github/CODEOWNERS') =>
  ownersOf(readCodeowners({ path: place, text }), path)?.owners;

/** The example of docs.github.com, About code owners. */
const documented = `
* @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
/apps/github/code @doctocat
`;

test.each([
  ['README.md', ['@global-owner1', '@global-owner2']],
  ['src/deep/app.js', ['@js-owner']],
  ['main.go', ['docs@example.com']],
  ['a/b.txt', ['@octo-org/octocats']],
  ['docs/getting-started.md', ['@doctocat']],
  ['docs/build-app/troubleshooting.md', ['@doctocat']],
  ['scripts/x', ['@doctocat', '@octocat']],
  ['deeply/nested/logs/x', ['@octocat']],
  ['build/logs/x', ['@octocat']],
  ['apps/x', ['@octocat']],
  ['other/apps/x', ['@octocat']],
  ['apps/github', undefined],
  ['apps/github/x', undefined],
  ['apps/github/code/x', ['@doctocat']],
])('of the documented example %s has its owner', (path, expected) => {
  expect(owners(documented, path)).toEqual(expected);
});

test.each([
  ['a folder’s star', 'docs/*', 'docs/build-app/troubleshooting.md', false],
  ['case', '/Docs/', 'docs/x', false],
])('%s is not gitignore’s: the package `ignore` would be wrong', (_, pattern, path, ours) => {
  expect(patternOf(pattern, 'github')(path)).toBe(ours);
  expect(ignore().add(pattern).ignores(path)).toBe(!ours);
});

const name = fc.constantFrom('a', 'b', 'docs', 'x.js');
const paths = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const patterns = fc
  .record({
    root: fc.constantFrom('', '/', '**/'),
    parts: fc.array(fc.constantFrom('a', 'b', 'docs', 'x.js', '*.js', 'd?cs', '**'), {
      minLength: 1,
      maxLength: 3,
    }),
    end: fc.constantFrom('', '/', '/**'),
  })
  .filter(({ parts }) => parts.at(-1) !== '**' && !parts.join('/').includes('**/**'))
  .map(({ root, parts, end }) => root + parts.join('/') + end);

test('else a pattern means what it means in gitignore', () => {
  fc.assert(
    fc.property(patterns, paths, (pattern, path) => {
      expect([pattern, path, patternOf(pattern, 'github')(path)]).toEqual([
        pattern,
        path,
        ignore({ ignorecase: false }).add(pattern).ignores(path),
      ]);
    }),
    { numRuns: 2000 },
  );
});

test('a line with somebody who cannot be an owner is left out, and told', () => {
  const read = readCodeowners({ path: 'CODEOWNERS', text: '* @a\n/x/ nobody\n!/y/ @b\n/[z]/ @b\n' });
  expect(read.faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'reference'],
    [3, 'schema'],
    [4, 'schema'],
  ]);
  expect(ownersOf(read, 'x/1')).toEqual({ owners: ['@a'], line: 1 });
});

test('a folder in brackets is no section of GitHub', () => {
  const text = '* @a\n[id].js @b\n';
  const read = readCodeowners({ path: 'CODEOWNERS', text }, 'github.com/acme/web');
  expect([read.flavour, read.faults.map(({ line }) => line)]).toEqual(['github', [2]]);
  expect(readCodeowners({ path: 'CODEOWNERS', text }, 'folder /srv/web').flavour).toBe('gitlab');
});

test('spaces are escaped', () => {
  expect(owners('/a\\ b/ @a', 'a b/x')).toEqual(['@a']);
});

const sections = `
* @everybody
[Documentation] @docs
docs/
README.md @readme
^[Database][2] @dba
*.sql
!old.sql
[documentation]
/docs/api/ @api
`;

test.each([
  ['main.go', ['@everybody']],
  ['a/docs/x', ['@everybody', '@docs']],
  ['docs/api/x', ['@everybody', '@api']],
  ['sub/README.md', ['@everybody', '@readme']],
  ['x.sql', ['@everybody', '@dba']],
  ['old.sql', ['@everybody']],
])('of GitLab’s sections each has its say about %s', (path, expected) => {
  expect(owners(sections, path, '.gitlab/CODEOWNERS')).toEqual(expected);
});

test.each([
  ['internal/README.md', 'a/internal/README.md', true],
  ['/docs', 'docs/x', false],
  ['/docs/', 'docs/x', true],
  ['/docs/*.md', 'docs/a.md', true],
  ['/docs/*.md', 'docs/a/b.md', false],
  ['/docs/**/*.md', 'docs/a/b.md', true],
])('on GitLab %s of %s: %s', (pattern, path, matches) => {
  expect(patternOf(pattern, 'gitlab')(path)).toBe(matches);
});
