import { textAt } from '../json.ts';

/** Whose status page it is. The payload names it nowhere but in the host of its own links. */
export type Page = { readonly id: string; readonly name: string; readonly url: string | null };

const hostOf = (url: string | null): string | null =>
  /^https?:\/\/(?:www\.)?([a-z0-9.-]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? null;

export const pageOf = (body: unknown): Page => {
  const unsubscribe = textAt(body, 'meta', 'unsubscribe');
  const host = hostOf(textAt(body, 'page', 'url')) ?? hostOf(unsubscribe);
  const id = textAt(body, 'page', 'id') ?? host ?? 'page';
  return {
    id,
    name: textAt(body, 'page', 'name') ?? host ?? id,
    url: /^https?:\/\/[^/?#\s]+/i.exec(unsubscribe ?? '')?.[0] ?? null,
  };
};

/** How the catalog may know the service behind the page. */
export const hintsOf = ({ id, name }: Page) => [
  { join: 'statuspage', value: id },
  { join: 'statuspage', value: name },
];
