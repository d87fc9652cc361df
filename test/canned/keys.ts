import type { Page } from 'playwright-core';

/**
 * The name of what has the focus, null where nothing has it. Throws where it cannot be seen: an outline, its own or that of what
 * stands for it (the box around a field, the label of a hidden radio button), and a place in the window.
 */
export const focusSeen = async (page: Page): Promise<string | null> => {
  const { at, wrong } = await page.evaluate(() => {
    const it = document.activeElement;
    if (it === null || it === document.body || it === document.documentElement)
      return { at: null, wrong: null };
    const name =
      it.getAttribute('aria-label') ??
      (it instanceof HTMLInputElement ? it.labels?.[0]?.textContent : null) ??
      it.textContent?.trim().slice(0, 80) ??
      '';
    const at = `${it.tagName.toLowerCase()} “${name}” ${[...document.querySelectorAll(it.tagName)].indexOf(it)}`;
    const outlined = (of: Element | null): boolean => {
      if (of === null) return false;
      const style = getComputedStyle(of);
      // What is drawn in an SVG has no outline of its own: its edge is drawn thrice as thick.
      if (of instanceof SVGElement && Number.parseFloat(style.strokeWidth) >= 3) return true;
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    };
    const stands = [
      it,
      it.nextElementSibling,
      it.closest('.box'),
      it.closest('label'),
      it.querySelector('rect, path'),
    ];
    if (!stands.some(outlined)) return { at, wrong: 'has no outline' };
    const { top, bottom, left, right, width, height } = it.getBoundingClientRect();
    if (width === 0 || height === 0) return { at, wrong: 'has no size' };
    if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
      return { at, wrong: 'is outside of the window' };
    return { at, wrong: null };
  });
  if (wrong !== null) throw new Error(`What has the focus ${wrong}: ${at}`);
  return at;
};

/** By Tab alone to what is called so; each stop on the way must be seen. */
export const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  const stops: string[] = [];
  for (let n = 0; n < 90; n++) {
    await page.keyboard.press('Tab');
    const at = await focusSeen(page);
    const called = /“(.*)”/s.exec(at ?? '')?.[1] ?? '';
    if (typeof name === 'string' ? called === name : name.test(called)) return;
    stops.push(at ?? 'the window');
  }
  throw new Error(`Ninety steps do not lead to ${name}: ${stops.join('; ')}`);
};
