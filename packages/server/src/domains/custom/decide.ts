import type { Decider } from '@nightjar/kernel/decide';
import { refusals } from '@nightjar/kernel/refusal';
import type { CustomFact, WrittenMapping } from './events.ts';

export const refuse = refusals({
  'custom.unknown': {
    kind: 'missing',
    says: 'There is no source of your own with this name.',
    next: 'Make it: `nightjar sources custom NAME`, or PUT a draft of it.',
  },
  'custom.name': {
    kind: 'invalid',
    says: 'A source of your own is named in small letters, digits and hyphens, at most 40 of them.',
    next: 'Name it like the sender: release-bot.',
  },
  'custom.mapping': {
    kind: 'invalid',
    says: 'The mapping cannot be used as it stands.',
    next: 'Mend the expressions that the faults name; `nightjar sources custom NAME --mapping FILE --try` shows what they make of the last payloads.',
  },
});

export type Custom =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'known';
      readonly title: string;
      /** Null where it says what is published. */
      readonly draft: WrittenMapping | null;
      readonly published: { readonly mapping: WrittenMapping; readonly version: number } | null;
    };

export const customDecider: Decider<Custom, CustomFact> = {
  initial: { is: 'unknown' },
  evolve: (before, { type, data }) => {
    const { title, mapping } = data;
    if (type === 'CustomSourcePublished')
      return { is: 'known', title, draft: null, published: { mapping, version: data.version } };
    return { is: 'known', title, draft: mapping, published: before.is === 'known' ? before.published : null };
  },
};

const same = (a: WrittenMapping, b: WrittenMapping): boolean => {
  const entries = (it: WrittenMapping): string => JSON.stringify(Object.entries(it).sort());
  return entries(a) === entries(b);
};

/** The name, or a refusal of what is none. */
export const named = (name: string): string => {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(name))
    throw refuse('custom.name', { detail: `${JSON.stringify(name.slice(0, 60))} is no such name.` });
  return name;
};

/** What is not said stays as it is. */
type Said = {
  readonly name: string;
  readonly title?: string | undefined;
  readonly mapping?: WrittenMapping | undefined;
};

const mappingOf = (state: Custom): WrittenMapping =>
  state.is === 'unknown' ? {} : (state.draft ?? state.published?.mapping ?? {});

export const draft =
  (said: Said) =>
  (state: Custom): CustomFact[] => {
    const title = said.title ?? (state.is === 'known' ? state.title : said.name);
    const mapping = said.mapping ?? mappingOf(state);
    if (state.is === 'known' && state.title === title && same(mappingOf(state), mapping)) return [];
    return [{ type: 'CustomSourceDrafted', data: { name: said.name, title, mapping } }];
  };

/** The mapping was compiled before; the same again is no new version. */
export const publish =
  (said: Said & { readonly mapping: WrittenMapping }) =>
  (state: Custom): CustomFact[] => {
    if (state.is === 'unknown') throw refuse('custom.unknown', { detail: `There is no ${said.name} yet.` });
    const title = said.title ?? state.title;
    const { published } = state;
    const stands = published !== null && same(published.mapping, said.mapping) && state.title === title;
    if (stands && state.draft === null) return [];
    const version = (published?.version ?? 0) + 1;
    return [
      { type: 'CustomSourcePublished', data: { name: said.name, title, mapping: said.mapping, version } },
    ];
  };
