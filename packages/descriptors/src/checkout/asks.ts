import type { Description } from '../description.ts';
import { globOf, type Segment, star, unitsOf } from '../glob/glob.ts';
import { at, fieldsOf, textOf } from '../unknown.ts';
import { mayBeNamed } from './wanted.ts';

/** Another file that a descriptor names: `target` as it is written there, a path from it or an address. */
export type Asked = { readonly is: 'location' | 'text'; readonly from: string; readonly target: string };

const textsIn = (value: unknown): string[] => [value].flat().flatMap((one) => textOf(one) ?? []);

/** `{$text: ./openapi.yaml}` that nobody has put a text in the place of, and the targets of Locations. */
export const asksOf = (descriptions: readonly Description[]): Asked[] =>
  descriptions.flatMap(({ entity, place, says }) => {
    const rest = says.rest ?? {};
    const definition = says.definition === undefined ? fieldsOf(rest['spec.definition']) : {};
    const texts = Object.keys(definition).length === 1 ? Object.entries(definition) : [];
    return [
      ...texts.flatMap(([key, target]): Asked[] =>
        /^\$(?:text|json|yaml|openapi|asyncapi)$/.test(key) && typeof target === 'string'
          ? [{ is: 'text', from: place, target }]
          : [],
      ),
      ...(entity.startsWith('location:')
        ? [...textsIn(rest['spec.target']), ...textsIn(at(rest, 'spec.targets'))].map(
            (target): Asked => ({ is: 'location', from: place, target }),
          )
        : []),
    ];
  });

export const isAddress = (target: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(target);

/** `../openapi.yaml` from `docs/catalog-info.yaml`; undefined where it leads out of the checkout, elsewhere, or to what is private. */
export const pathFrom = (from: string, target: string): string | undefined => {
  if (isAddress(target)) return undefined;
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join('/');
  return mayBeNamed(path) ? path : undefined;
};

const segmentOf = (text: string): Segment =>
  text.split('*').flatMap((part, nth) => (nth === 0 ? unitsOf(part) : [star, ...unitsOf(part)]));

/** `teams/*.yaml`: a star stands for a part of one name, as in Backstage's own Locations. */
export const targetMatcher = (pattern: string): ((path: string) => boolean) => {
  if (!pattern.includes('*')) return (path) => path === pattern;
  const matches = globOf(pattern.split('/').map(segmentOf));
  return (path) => mayBeNamed(path) && matches(path);
};
