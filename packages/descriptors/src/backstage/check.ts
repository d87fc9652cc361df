import type { Problem } from '../problem.ts';
import { pathText, quoted } from '../problem.ts';
import { type Fields, field, isFields, map, problemsOf, type Shape, text, texts } from '../shape.ts';
import type { Path } from '../yaml/locate.ts';
import { isApiVersion, isKey, isKind, isLabelValue, isName, isNamespace, isTag } from './formats.ts';
import { backstageKind, specShape } from './kinds.ts';
import { isPlaceholder } from './placeholder.ts';

const anyText: Shape = { is: 'text', empty: true };
const anything = map({});

const envelope = map({ apiVersion: text, kind: text, metadata: map({ name: text }, { namespace: text }) });

const metadata = map(
  { name: text },
  {
    uid: text,
    etag: text,
    namespace: text,
    title: text,
    description: anyText,
    labels: map({}, {}, anyText),
    annotations: map({}, {}, anyText),
    tags: texts,
    links: { is: 'list', of: map({ url: text }, { title: text, icon: text, type: text }) },
  },
);

const rootFields = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'relations', 'status']);

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const nameRule = 'up to 63 of a-z, A-Z and 0-9, with - _ or . between them';

const badName = (path: Path, value: unknown, rule: string): Problem => ({
  code: 'name',
  path,
  says: `${pathText(path)} ${quoted(value)} is not ${rule}.`,
  next: 'Choose a name of these characters; the title can be any text.',
});

const badFormat = (path: Path, what: string, next: string): Problem => ({
  code: 'schema',
  path,
  says: `${pathText(path)} ${what}.`,
  next,
});

/** Of a document whose envelope and metadata have their shapes: are the texts in them well formed? */
const formats = (entity: Fields): Problem[] => {
  const problems: Problem[] = [];
  const meta = field(entity, 'metadata') as Fields;
  const version = field(entity, 'apiVersion');
  if (!isApiVersion(String(version)))
    problems.push(
      badFormat(['apiVersion'], `${quoted(version)} is no version`, 'Write backstage.io/v1alpha1.'),
    );
  if (!isKind(String(field(entity, 'kind'))))
    problems.push(badName(['kind'], field(entity, 'kind'), 'letters and digits'));
  if (!isName(String(field(meta, 'name'))))
    problems.push(badName(['metadata', 'name'], field(meta, 'name'), nameRule));
  const namespace = field(meta, 'namespace');
  if (namespace !== undefined && !isNamespace(String(namespace)))
    problems.push(
      badName(['metadata', 'namespace'], namespace, 'up to 63 of a-z and 0-9, with - between them'),
    );
  // Values of labels and annotations can be anything, a key of some other system among it: they are never repeated.
  for (const part of ['labels', 'annotations'] as const)
    for (const [key, value] of Object.entries((field(meta, part) ?? {}) as Fields)) {
      const path = ['metadata', part, key];
      if (!isKey(key))
        problems.push(
          badFormat(
            path,
            'is not a key as Kubernetes has them',
            `A key is ${nameRule}, after a DNS name and / if you like.`,
          ),
        );
      else if (part === 'labels' && !isPlaceholder(value) && !isLabelValue(String(value)))
        problems.push(
          badFormat(
            path,
            `has a value that is not ${nameRule}`,
            'Put it into an annotation, which can be any text.',
          ),
        );
    }
  for (const [index, tag] of listed(field(meta, 'tags')).entries())
    if (!isPlaceholder(tag) && !isTag(String(tag)))
      problems.push(
        badFormat(
          ['metadata', 'tags', index],
          `${quoted(tag)} is no tag`,
          'A tag is up to 63 of a-z 0-9 : + #, with - between them.',
        ),
      );
  for (const [index, link] of listed(field(meta, 'links')).entries()) {
    const path = ['metadata', 'links', index];
    if (!isFields(link)) continue;
    for (const name of ['title', 'icon'])
      if (typeof field(link, name) === 'string' && String(field(link, name)).trim() === '')
        problems.push(badFormat([...path, name], 'is empty', 'Give it a value, or leave it out.'));
  }
  return problems;
};

/**
 * What is wrong with a document that means to be an entity of Backstage: what @backstage/catalog-model 1.10.1 refuses, we
 * refuse, with the exceptions that oracle.test.ts lists and has a reason for each.
 */
export const check = (entity: Fields): Problem[] => {
  const outside = problemsOf(envelope, entity, []);
  if (outside.length > 0) return outside;
  const shaped = problemsOf(metadata, field(entity, 'metadata'), ['metadata'], isPlaceholder);
  for (const name of Object.keys(entity))
    if (!rootFields.has(name))
      shaped.push(badFormat([name], 'is no field of an entity', 'Move it into spec, or into an annotation.'));
  const spec = field(entity, 'spec');
  if (spec !== undefined && !isFields(spec)) shaped.push(...problemsOf(anything, spec, ['spec']));
  if (shaped.length > 0) return shaped;
  const kind = backstageKind(String(field(entity, 'kind')));
  if (!kind?.versions.includes(String(field(entity, 'apiVersion')))) return formats(entity);
  if (spec === undefined)
    return [...formats(entity), { code: 'schema', path: [], says: 'spec is missing.', next: 'Add spec.' }];
  return [...formats(entity), ...problemsOf(specShape(kind, spec), spec, ['spec'], isPlaceholder)];
};
