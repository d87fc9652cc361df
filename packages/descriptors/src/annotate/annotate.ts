import { isDeepStrictEqual } from 'node:util';
import { dump } from 'js-yaml';
import { type Attribute, attributesOf } from '../attributes.ts';
import type { Says } from '../description.ts';
import { annotationsOf } from './annotations-of.ts';
import { backstageForm } from './backstage-form.ts';
import { effxForm } from './effx-form.ts';
import type { Annotatable, Form } from './form.ts';
import { kubernetesForm } from './kubernetes-form.ts';
import { partOf } from './part-of.ts';

const forms = { backstage: backstageForm, effx: effxForm, kubernetes: kubernetesForm } as const;
export type FormName = keyof typeof forms;

export type Annotated = {
  /** Where the text belongs, in words. */
  readonly place: string;
  /** YAML to paste; empty where the form cannot describe such an entity at all. */
  readonly text: string;
  /** The attributes that it cannot say, as `attributesOf` names them; `kind` or `name` where it cannot even name the entity. */
  readonly lost: readonly string[];
};

/** A relation that is written down is as sure as can be: only that it is there counts, not how sure it was before. */
const isSaid = (attribute: Attribute, read: ReadonlyMap<string, unknown>): boolean =>
  read.has(attribute.name) &&
  (attribute.name.startsWith('relation.') || isDeepStrictEqual(read.get(attribute.name), attribute.value));

const namesOf = (attributes: readonly Attribute[]): string[] => attributes.map(({ name }) => name);

const missing = (says: Says, read: Says): Attribute[] => {
  const found = new Map(attributesOf(read).map(({ name, value }) => [name, value]));
  return attributesOf(says).filter((attribute) => !isSaid(attribute, found));
};

/**
 * Writes an entity down so that it reads back as the same facts. What the form has no field for is said by Nightjar's own
 * annotations; what is lost is not guessed but found out, by reading what was written.
 */
export const annotate = (name: FormName, entity: Annotatable): Annotated => {
  const form: Form = forms[name];
  const place = form.place(entity);
  const plain = form.write(entity, {});
  if (plain === undefined)
    return {
      place,
      text: '',
      lost: [name === 'effx' ? 'kind' : 'name', ...namesOf(attributesOf(entity.says))],
    };
  const own = annotationsOf(partOf(entity.says, namesOf(missing(entity.says, form.read(plain).says))));
  const document = form.write(entity, own) ?? plain;
  const read = form.read(document);
  const lost = namesOf(missing(entity.says, read.says));
  return {
    place,
    text: dump(document, { lineWidth: -1, noRefs: true }),
    lost: read.ref === entity.ref ? lost : ['name', ...lost],
  };
};
