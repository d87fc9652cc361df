import type { Bench } from './bench.ts';
import { observation } from './changes.ts';
import { freshDatabase } from './fresh-database.ts';
import { median } from './measure.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';
import { openCold } from './web/cold.ts';
import { interact } from './web/interaction.ts';
import { loadLines, scrollLines } from './web/scroll.ts';
import { openChromium, pagesReady, visitor } from './web/visitor.ts';

const atOnce = 500;
const coldLoads = 5;

/** So many changes, the newest of this moment and each a minute older. */
const fill = async ({ address, token }: ServerUnderTest, count: number): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const now = Date.now();
  for (let from = 0; from < count; from += atOnce) {
    const reports = Array.from({ length: Math.min(atOnce, count - from) }, (_, n) => ({
      ...observation(from + n),
      at: new Date(now - (from + n) * 60_000).toISOString(),
    }));
    const answer = await fetch(`${address}/api/v1/changes`, {
      method: 'POST',
      headers,
      body: JSON.stringify(reports),
    });
    if (!answer.ok) throw new Error(`A POST was answered ${answer.status}: ${await answer.text()}`);
  }
};

export const bench: Bench = {
  name: 'web',
  what: 'the feed in a real browser, its processor four times slower: first load, use while 50 changes/s arrive, scrolling; size = lines',
  sizes: { full: 100_000, quick: 2_000 },
  targets: {
    lcp_ms: '<=1500',
    cls: '<=0.02',
    inp_ms: '<=100',
    script_kib: '<=170',
    scroll_frames_per_s: '>=50',
  },
  run: async ({ url, size, say }) => {
    await using database = await freshDatabase(url);
    await using server = await startServer(database.url, { env: { BENCH_PAGES: '1' } });
    await fill(server, size);
    await pagesReady(server);
    const browser = await openChromium();
    try {
      // The first is not counted: it warms the server, not the browser, which knows nothing each time.
      await openCold(browser, server);
      const cold = [];
      for (let n = 0; n < coldLoads; n++) cold.push(await openCold(browser, server));
      for (const it of cold) say(`  cold: ${JSON.stringify(it)}`);

      const using = await visitor(browser, server);
      const interacted = await interact(await using.newPage(), server);
      say(`  used: ${JSON.stringify(interacted)}`);
      await using.close();

      const reading = await visitor(browser, server);
      const page = await reading.newPage();
      await page.goto('/?all=1');
      await page.locator('.row[data-change]').first().waitFor();
      const held = await loadLines(page, size, say);
      const scrolled = await scrollLines(page);
      say(`  scrolled: ${JSON.stringify(scrolled)}`);
      await reading.close();

      const of = (figure: (it: (typeof cold)[number]) => number): number => median(cold.map(figure));
      return {
        lcp_ms: of(({ lcpMs }) => lcpMs),
        first_line_ms: of(({ shownMs }) => shownMs),
        cls: Math.max(...cold.map(({ cls }) => cls)),
        script_kib: of(({ scriptKiB }) => scriptKiB),
        inp_ms: interacted.inpMs,
        lines_held: held,
        scroll_frames_per_s: scrolled.framesPerSecond,
        scroll_worst_second: scrolled.worstSecond,
        scroll_elements: scrolled.elements,
      };
    } finally {
      await browser.close();
    }
  },
};
