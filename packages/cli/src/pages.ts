type Page = { readonly next: string | null };
type Part = { readonly limit: number; readonly cursor?: string };

/** A list, a page of at most `pageSize` after another, until there are as many items as `limit` or no more. The first is always there. */
export const pagesUpTo = async <Answer extends Page>(
  { limit, pageSize }: { readonly limit: number; readonly pageSize: number },
  ask: (part: Part) => Promise<Answer>,
  itemsOf: (page: Answer) => readonly unknown[],
): Promise<[Answer, ...Answer[]]> => {
  let page = await ask({ limit: Math.min(limit, pageSize) });
  const pages: [Answer, ...Answer[]] = [page];
  let found = itemsOf(page).length;
  while (page.next !== null && found < limit) {
    page = await ask({ limit: Math.min(limit - found, pageSize), cursor: page.next });
    pages.push(page);
    found += itemsOf(page).length;
  }
  return pages;
};
