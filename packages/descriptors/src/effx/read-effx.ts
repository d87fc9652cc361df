import { entityOfAnnotations } from '../annotate/says-of-annotations.ts';
import { firstOf, type Problem, quoted, unfollowed } from '../problem.ts';
import type { Outcome, Where } from '../reading.ts';
import { type Fields, field, isFields, problemsOf } from '../shape.ts';
import { refOfName } from '../slug.ts';
import { isFollowed } from '../sound-link.ts';
import { map, teamOf } from './map.ts';
import { document } from './shape.ts';
import { tagsOf } from './tags.ts';

/** Files that are effx's by name. */
const effxFile = /(?:^|[/.])effx\.ya?ml$/;

export const recognises = (value: unknown, path: string): boolean =>
  (isFields(value) && /^effx\//.test(String(field(value, 'version')))) || effxFile.test(path);

const problem = (code: Problem['code'], path: Problem['path'], says: string, next: string): Outcome => ({
  is: 'problem',
  problem: { code, path, says, next },
});

const schema = (path: Problem['path'], says: string, next: string): Problem => ({
  code: 'schema',
  path,
  says,
  next,
});

const fieldsIn = (value: unknown): (readonly [number, Fields])[] =>
  (Array.isArray(value) ? value : []).flatMap((item: unknown, index) =>
    isFields(item) ? [[index, item] as const] : [],
  );

/** What effx itself would refuse and costs us nothing to read. */
const warningsOf = (spec: Fields, isTeam: boolean): Problem[] => {
  const warnings: Problem[] = [];
  if (!isTeam && teamOf(spec) !== undefined)
    warnings.push(
      schema(
        ['spec', field(spec, 'team') === undefined ? 'contact' : 'team'],
        'effx knows no field team; it is read as the owner where no annotation names one.',
        'Write annotations: {effx.io/owned-by: <team>}.',
      ),
    );
  for (const [index, group] of fieldsIn(field(spec, 'linkGroups') ?? field(spec, 'link_groups')))
    for (const [nth, link] of fieldsIn(field(group, 'links'))) {
      const url = field(link, 'url');
      if (typeof url === 'string' && url.trim() !== '' && !isFollowed(url.trim()))
        warnings.push(unfollowed(['spec', 'linkGroups', index, 'links', nth, 'url']));
    }
  if (field(spec, 'contact') === undefined)
    warnings.push(
      schema(
        ['spec'],
        'spec.contact is missing: nobody can be reached.',
        'Add contact, with chat or onCall.',
      ),
    );
  for (const [key, value] of Object.entries(tagsOf(field(spec, 'tags'))))
    if (value.length > 63 || !/^[a-zA-Z0-9.\-_/]*$/.test(value))
      warnings.push(
        schema(
          ['spec', 'tags', key],
          `effx would not take the value of the tag ${quoted(key)}.`,
          'Shorten it to 63 of a-z, A-Z, 0-9 and . - _ /.',
        ),
      );
  return warnings;
};

/** Reads one parsed document of `effx.yaml`. */
export const readEffx = (value: unknown, where: Where): Outcome => {
  if (!isFields(value) || field(value, 'version') === undefined)
    return problem(
      'schema',
      [],
      'It has no version.',
      'Write version: effx/v1, kind and spec; forms before effx/v1 are not read.',
    );
  if (field(value, 'version') !== 'effx/v1')
    return problem(
      'schema',
      ['version'],
      `The version ${quoted(field(value, 'version'))} is not known.`,
      'Write version: effx/v1.',
    );
  const wrong = firstOf(problemsOf(document, value, []));
  if (wrong !== undefined) return { is: 'problem', problem: wrong };
  const kind = String(field(value, 'kind')).toLowerCase();
  if (kind !== 'service' && kind !== 'team')
    return problem(
      'kind',
      ['kind'],
      `The kind ${quoted(field(value, 'kind'))} is not one of effx's.`,
      'Write service or team.',
    );
  const spec = field(value, 'spec') as Fields;
  const annotations = (field(spec, 'annotations') ?? {}) as Readonly<Record<string, string>>;
  const ref = entityOfAnnotations(annotations) ?? refOfName(kind, String(field(spec, 'name')));
  if (ref === undefined)
    return problem(
      'name',
      ['spec', 'name'],
      `spec.name ${quoted(field(spec, 'name'))} holds no letter or digit.`,
      'Choose a name.',
    );
  return { is: 'read', descriptions: [map(spec, ref, where)], warnings: warningsOf(spec, kind === 'team') };
};
