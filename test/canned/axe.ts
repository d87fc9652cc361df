import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 to AA, and what its makers count as good practice besides. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that colours decide: all that a second theme can break. */
const byColour = ['color-contrast', 'link-in-text-block'];

type Asked = 'everything' | 'colours';

const options: Readonly<Record<Asked, RunOptions>> = {
  everything: { runOnly: { type: 'tag', values: standards } },
  colours: { runOnly: { type: 'rule', values: byColour } },
};

/**
 * What axe-core finds wrong in what stands on the page, a line each: the rule, the element, and why. The policy of the pages
 * lets no script in, so axe comes in by the protocol of the debugger (Runtime.evaluate), as nothing from outside could.
 */
export const violations = async (page: Page, asked: Asked = 'everything'): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  try {
    const { result } = await session.send('Runtime.evaluate', { expression: 'typeof axe' });
    if (result.value === 'undefined') await session.send('Runtime.evaluate', { expression: axe.source });
    const run = { ...options[asked], resultTypes: ['violations'], preload: false };
    const answer = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, ${JSON.stringify(run)}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary, html }) => id + ': ' + target.join(' ') + ' ' + html.slice(0, 160) + ' | ' + (failureSummary ?? '').replaceAll('\\n', ' '))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (answer.exceptionDetails !== undefined)
      throw new Error(`axe did not run: ${answer.exceptionDetails.exception?.description}`);
    return answer.result.value as string[];
  } finally {
    await session.detach();
  }
};
