import { map, type Shape, text } from '../shape.ts';

const anyText: Shape = { is: 'text', empty: true };
const link = map({ url: text }, { label: anyText });

/**
 * An effx.yaml of version effx/v1, service or team: written from the examples of effxhq/effx-cli and the fields of its
 * API 2.1.0. Contacts and tags are read in every form that these examples have, so they are not pinned down here.
 */
export const document: Shape = map({
  version: text,
  kind: text,
  spec: map(
    { name: text },
    {
      description: anyText,
      annotations: map({}, {}, anyText),
      contact: map({}),
      linkGroups: { is: 'list', of: map({ label: text }, { links: { is: 'list', of: link } }) },
      dependencies: map({}, { manual: { is: 'list', of: map({ name: text }, { kind: text }) } }),
    },
  ),
});

/** Fields of `spec` that are read as facts; what else stands there is kept as it is. */
export const specFields: ReadonlySet<string> = new Set([
  'name',
  'description',
  'annotations',
  'tags',
  'contact',
  'linkGroups',
  'link_groups',
  'dependencies',
]);
