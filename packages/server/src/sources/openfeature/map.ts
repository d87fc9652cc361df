import { keyOfContent } from '../../change/identity.ts';
import { instant } from '../../change/instant.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import type { Delivery, Reading, Report } from '../source.ts';
import { type Difference, differences } from './difference.ts';

/** `git@github.com:acme/flags.git` and `https://github.com/acme/flags` → `github.com/acme/flags`. */
const placeOf = (repository: string | null): string | null =>
  repository
    ?.replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\.git$/, '')
    .toLowerCase() || null;

const titleOf = ({ of, verb, name }: Difference, environment: string | null): string =>
  `${verb} ${of === 'flag' ? 'flag' : 'the shared flag rule'} ${name}${environment === null ? '' : ` in ${environment}`}`;

export const map = ({ body }: Delivery): Reading => {
  const [before, after] = [field(body, 'before'), field(body, 'after')];
  if (typeof after !== 'object' || after === null) {
    return { is: 'ignored', why: 'It holds no definitions: before and after are expected.' };
  }
  const found = differences(before, after);
  if (found.length === 0) return { is: 'ignored', why: 'No flag is answered otherwise than before.' };

  const place = placeOf(textAt(body, 'repository'));
  const [path, revision] = [textAt(body, 'path'), textAt(body, 'revision')];
  const [environment, author] = [textAt(body, 'environment'), textAt(body, 'author')];
  const at = instant(field(body, 'at'));
  const commit = place !== null && revision !== null ? `https://${place}/commit/${revision}` : null;
  // Without a commit the definitions themselves tell this difference from the next.
  const moment = revision ?? keyOfContent([before, after, at]);
  const isHash = revision !== null && /^[0-9a-f]{40,64}$/i.test(revision);
  const about = {
    kind: 'flag',
    phase: 'finished',
    ...(at === null ? {} : { at }),
    environment,
    actor: author === null ? null : { name: author },
    links: [...linkTo('change', textAt(body, 'url')), ...linkTo('commit', isHash ? commit : null)],
    summary: headline(textAt(body, 'message')),
    services: [],
    hints:
      place === null
        ? []
        : [
            {
              join: place.split('/', 1)[0] === 'gitlab.com' ? 'gitlab' : 'github',
              value: place.split('/').slice(1).join('/'),
            },
          ],
  } satisfies Report;
  return {
    is: 'changes',
    changes: found.map((it) => ({
      ...about,
      key: [place ?? '', path ?? '', environment ?? '', moment, it.of, it.name].join('/'),
      title: titleOf(it, environment),
      hints: [...about.hints, { join: 'openfeature', value: it.name }],
      version: it.before === it.after ? null : it.after,
      previousVersion: it.before === it.after ? null : it.before,
      tags: { [it.of]: it.name, ...(path === null ? {} : { path }) },
    })),
  };
};
