import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from '@nightjar/kernel/config/settings';
import { openLogger } from '@nightjar/kernel/logger';
import { connect } from '@nightjar/sdk/connect';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { chromium } from 'playwright-core';
import { company } from './demo/company.ts';
import { landscape } from './demo/landscape.ts';

// `node tools/pictures.ts`: the README's pictures, from the real page over the demo company. Needs Debian's chromium.
const data = await mkdtemp(join(tmpdir(), 'nightjar-pictures-'));
const said: string[] = [];
const serving = await serve(readSettings(table, { NIGHTJAR_DATA: data, NIGHTJAR_PORT: '0' }), {
  say: (line) => said.push(line),
  logger: openLogger('error'),
});
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const token = (await readFile(join(data, 'token'), 'utf8')).trim();
  const nightjar = connect({ url: serving.address, token });
  const until = new Date();
  const reports = company(until);
  for (const telling of landscape(until)) await nightjar.catalog.describe(telling);
  for (let at = 0; at < reports.length; at += 500) await nightjar.changes.send(reports.slice(at, at + 500));
  const welcome = said.join('\n').match(/\S*\/welcome#\S+/)?.[0];
  if (welcome === undefined) throw new Error('The server printed no link to sign in.');
  const feed = { path: '/', shows: 'Rate limit' };
  const desk = { viewport: { width: 1360, height: 860 }, colorScheme: 'dark', scale: 1 } as const;
  const phone = { viewport: { width: 360, height: 780 }, colorScheme: 'dark', scale: 2 } as const;
  const shots = [
    { name: 'feed.png', ...feed, ...desk },
    { name: 'feed-light.png', ...feed, ...desk, colorScheme: 'light' },
    { name: 'feed-phone.png', ...feed, ...phone },
    { name: 'service.png', path: '/catalog/service/checkout', shows: 'Deploy checkout', ...desk },
    { name: 'catalog.png', path: '/catalog', shows: 'checkout', ...desk },
    { name: 'graph.png', path: '/graph', shows: 'checkout', ...desk },
  ] as const;
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(welcome);
  await page.getByLabel(/name/i).first().fill('ada');
  await page
    .getByLabel(/password/i)
    .first()
    .fill('correct horse battery');
  await page.getByRole('button').last().click();
  await page.waitForURL((url) => url.pathname === '/');
  const storageState = await first.storageState();
  for (const { name, path, shows, viewport, colorScheme, scale } of shots) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      storageState,
      deviceScaleFactor: scale,
    });
    const shot = await context.newPage();
    await shot.goto(serving.address + path);
    await shot.getByRole('main').getByText(shows).filter({ visible: true }).first().waitFor();
    // The strip over the feed comes by itself, and after the lines.
    if (path === '/') await shot.locator('.strip-bars').waitFor();
    await shot.screenshot({ path: fileURLToPath(new URL(`../docs/pictures/${name}`, import.meta.url)) });
    await context.close();
  }
} finally {
  await browser.close();
  await serving.close();
  await rm(data, { recursive: true, force: true });
}
process.exit(0);
