import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// `node tools/icons.ts`: the icons of the home screen, from the bird of the pages. Needs Debian's chromium.
const folder = new URL('../packages/web/public/icons/', import.meta.url);
const svg = await readFile(new URL('../packages/web/src/ui/icon.svg', import.meta.url), 'utf8');

/** Systems that cut an icon to their own shape cut away a fifth: the ground goes on to the edge, the bird stays within. */
const uncut = svg.replace(/rx="\d+"/, '').replace('translate(8 7)', 'translate(11.2 10.4) scale(0.8)');

const shots = [
  { name: 'icon-192.png', size: 192, drawn: svg },
  { name: 'icon-512.png', size: 512, drawn: svg },
  { name: 'icon-maskable-512.png', size: 512, drawn: uncut },
  { name: 'apple-touch-icon.png', size: 180, drawn: uncut },
] as const;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const { name, size, drawn } of shots) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawn}`);
    await page.screenshot({ path: fileURLToPath(new URL(name, folder)), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
