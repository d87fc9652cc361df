import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { type Line, reader } from './noise/read.ts';
import { send } from './noise/send.ts';
import { githubSecret } from './noise/sent.ts';
import { week } from './noise/week.ts';
import { startServer } from './server/start.ts';

const sourcesOf = (lines: readonly Line[]): string =>
  [...Map.groupBy(lines, ({ source, kind, actor }) => `${source} ${kind} by ${actor?.kind ?? 'nobody'}`)]
    .map(([name, its]) => [name, its.length] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `    ${String(count).padStart(6)}  ${name}`)
    .join('\n');

export const bench: Bench = {
  name: 'noise',
  what: 'a week of a company through the real ways in, then the quiet view read to its end; size = services',
  sizes: { full: 300, quick: 30 },
  targets: { foldRatio: '>=20', humanHidden: '=0' },
  run: async ({ url, size, say }) => {
    const { sent, acts } = week(size);
    say(`  ${sent.length} deliveries of a week, of them ${acts.size} changes by people`);
    await using database = await freshDatabase(url);
    await using server = await startServer(database.url, {
      env: { NIGHTJAR_GITHUB_WEBHOOK_SECRET: githubSecret },
    });
    const began = performance.now();
    const { observations, duplicates, position } = await send(server, sent);
    say(
      `  ${observations} observations and ${duplicates} duplicates taken in ${Math.round((performance.now() - began) / 1000)} s`,
    );
    const feed = reader(server);
    while ((await feed.page({ limit: '1', min_pos: String(position) })).stale);
    const read = performance.now();
    const { lines, hidden } = await feed.all({ view: 'quiet' });
    const seconds = (performance.now() - read) / 1000;
    say(
      `  ${lines.length} lines, ${hidden} of low priority hidden, read to the end in ${seconds.toFixed(1)} s`,
    );
    say(sourcesOf(lines));

    // A person's change is seen as a line, or behind a line of the same act that is said to stand for it.
    const seen = new Set(lines.map(({ id }) => id));
    for (const { id, actor, bundled } of lines) {
      if (bundled === null || actor?.kind === 'automation') continue;
      const members = await feed.all({ q: bundled.query, view: 'all' });
      for (const member of members.lines)
        if (acts.has(id) && acts.get(member.id) === acts.get(id)) seen.add(member.id);
    }
    const missing = [...acts].filter(([id]) => !seen.has(id));
    for (const [id, act] of missing.slice(0, 20)) say(`  hidden: ${id}, ${act}`);
    await feed.close();
    return {
      foldRatio: observations / lines.length,
      humanChanges: acts.size,
      humanHidden: missing.length,
      lines: lines.length,
      observations,
      duplicates,
      secondsToReadAll: seconds,
    };
  },
};
