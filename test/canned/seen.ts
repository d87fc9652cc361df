import type { Page } from 'playwright-core';

/** How far something hangs over the edge of the window, in pixels. */
export const overEdge = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls that a screen reader could not name, ids that are not unique, and more or fewer headings of the first rank than one. */
export const unnamed = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wrong: string[] = [];
    for (const it of document.querySelectorAll('a, button, input, select, textarea, [role=button]')) {
      const labels =
        it instanceof HTMLInputElement || it instanceof HTMLTextAreaElement || it instanceof HTMLSelectElement
          ? [...(it.labels ?? [])].map((label) => label.textContent)
          : [];
      const named = [it.getAttribute('aria-label'), it.textContent, it.getAttribute('title'), ...labels];
      if (named.every((name) => name === null || name.trim() === '')) wrong.push(it.outerHTML.slice(0, 120));
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    wrong.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`));
    const first = document.querySelectorAll('h1').length;
    if (first !== 1) wrong.push(`${first} first headings at ${location.pathname}`);
    return wrong;
  });

/** What a thumb may miss, of the controls that match and are seen. */
export const tooSmall = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(wanted)].flatMap((it) => {
        const { width, height } = it.getBoundingClientRect();
        return height === 0 || (height >= 44 && width >= 44)
          ? []
          : [`${width} × ${height} ${it.outerHTML.slice(0, 90)}`];
      }),
    selector,
  );
