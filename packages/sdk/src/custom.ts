import type { Line } from './line.ts';
import type { CustomList, CustomPage, PublishedMapping, TriedMapping } from './wire.ts';

type Signal = { readonly signal?: AbortSignal | undefined };

/** CEL expressions over `body` and `headers`, by what they say of a payload. */
type Expressions = Readonly<Record<string, string>>;

/** Senders of one's own: any JSON, read by a mapping. */
export type CustomSources = {
  readonly list: (options?: Signal) => Promise<CustomList>;
  /** With the fields that a mapping may have. */
  readonly show: (name: string, options?: Signal) => Promise<CustomPage>;
  /** Makes one, or keeps a draft of its mapping: nothing is read by it yet. */
  readonly draft: (
    name: string,
    draft: { readonly title?: string | undefined; readonly mapping?: Expressions | undefined },
  ) => Promise<CustomPage>;
  /** What the last payloads would become. */
  readonly try: (name: string, mapping: Expressions, options?: Signal) => Promise<TriedMapping>;
  /** Reads what comes from now on by it; with `replay` what is kept as well, in a task that `mapping.replayOf` tells of. */
  readonly publish: (
    name: string,
    mapping: Expressions,
    options?: { readonly replay?: boolean | undefined },
  ) => Promise<PublishedMapping>;
};

const root = '/api/v1/custom-sources';

export const customOver = (line: Line): CustomSources => {
  const of = (name: string): string => `${root}/${encodeURIComponent(name)}`;
  return {
    list: ({ signal } = {}) => line.json<CustomList>({ path: root, signal }, ['sources']),
    show: (name, { signal } = {}) => line.json<CustomPage>({ path: of(name), signal }, ['source', 'fields']),
    draft: (name, draft) =>
      line.json<CustomPage>({ method: 'PUT', path: of(name), body: draft, repeatable: true }, ['source']),
    try: (name, mapping, { signal } = {}) =>
      line.json<TriedMapping>(
        { method: 'POST', path: `${of(name)}/try`, body: { mapping }, signal, repeatable: true },
        ['faults', 'payloads'],
      ),
    publish: (name, mapping, { replay } = {}) =>
      line.json<PublishedMapping>(
        { method: 'POST', path: `${of(name)}/publish`, body: { mapping, replay } },
        ['version'],
      ),
  };
};
