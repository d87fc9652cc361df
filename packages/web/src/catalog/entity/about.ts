import { quoted } from '../../filter/words.ts';

/** A filter of more names than this is longer than the language takes. */
const manyNames = 60;

export type About = {
  readonly services: readonly string[];
  /** What is no service: what the catalog tells of it is found by its reference. */
  readonly entity?: string;
  readonly at: string | null;
};

/**
 * The filter of the changes that tell of a thing. To the letter as the server asks for the `changes` of an entity
 * (packages/server/src/domains/feed/graphql/part.ts): a cursor is good for the same filter only.
 */
export const aboutQ = ({ services, entity, at }: About): string => {
  const names = [...new Set(services)].slice(0, manyNames).map(quoted).join(',');
  const terms = [
    ...(names === '' ? [] : [`service:${names}`]),
    ...(entity === undefined ? [] : [`tag:${quoted(`entity=${entity}`)}`]),
  ];
  return `${terms.length > 1 ? `(${terms.join(' OR ')})` : terms.join('')}${at === null ? '' : ` before:${at}`}`;
};

type Thing = {
  readonly ref: string;
  readonly kind: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

/** What tells of one thing; whoever answers for others is told of by what they own, which is another question. */
export const aboutThing = ({ ref, kind, name, aliases }: Thing, at: string | null): About => ({
  services: [name, ...aliases],
  ...(kind === 'service' ? {} : { entity: ref }),
  at,
});
