import { setTimeout as sleep } from 'node:timers/promises';
import { nightjarItself } from '@nightjar/kernel/caller';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openLogger } from '@nightjar/kernel/logger';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { openReader } from '@nightjar/kernel/projection/open-reader';
import { changeId } from '@nightjar/server/change/identity';
import { changes } from '@nightjar/server/domains/feed/projection';
import type { Bench } from './bench.ts';
import { observation } from './changes.ts';
import { freshDatabase } from './fresh-database.ts';

const batch = 500;
/** Facts a second appended while the model is built. */
const alongside = 500;

export const bench: Bench = {
  name: 'rebuild',
  what: 'the feed built anew beside the live one while facts are appended; size = facts in the log',
  sizes: { full: 500_000, quick: 30_000 },
  targets: { rebuild_per_s: '>=20000', half_built_reads: '=0' },
  run: async ({ url, size, say }) => {
    await using fresh = await freshDatabase(url);
    const database = openDatabase(fresh.url, { connections: 12 });
    const log = await openLog(database);
    const projections = openProjections(database, log, openLogger('error'), [changes]);
    const read = openReader(database, log, projections, [changes]);
    let n = 0;
    const append = () => {
      const it = observation(n++);
      return log.append({
        org: 1,
        stream: `change:${changeId(1, it.source, it.key)}`,
        facts: [{ type: 'ChangeObserved', at: it.at, data: { observation: it } }],
      });
    };
    for (let at = 0; at < size; at += batch) await Promise.all(Array.from({ length: batch }, append));
    await projections.start();
    const began = performance.now();
    await projections.reached(changes, size, 600_000);
    const first = (performance.now() - began) / 1000;
    say(
      `  the first build of ${size} facts: ${first.toFixed(1)} s with its indexes, ${Math.round(size / first)}/s`,
    );

    let going = true;
    let appended = 0;
    const appending = (async () => {
      while (going) {
        const due = performance.now() + 100;
        await Promise.all(Array.from({ length: alongside / 10 }, append));
        appended += alongside / 10;
        await sleep(Math.max(0, due - performance.now()));
      }
    })();
    let reads = 0;
    let half = 0;
    const reading = (async () => {
      // Counts what a reader sees through the live tables: it may never be less than the log held before the rebuild.
      while (going) {
        const reader = await read(nightjarItself, { of: [changes] });
        const row = await reader.one<{ there: boolean }>(
          sql`select exists (select from ${reader.table(changes, 'change')} where id = ${changeId(1, 'bench', observation(size - 1).key)}) as there`,
        );
        reads++;
        if (row?.there !== true) half++;
        await sleep(20);
      }
    })();
    const built = performance.now();
    let bulk = 0;
    await projections.rebuild(changes, (done, of) => {
      if (bulk === 0 && of - done <= 2000) bulk = (performance.now() - built) / 1000;
    });
    const whole = (performance.now() - built) / 1000;
    going = false;
    await Promise.all([appending, reading]);
    const head = await log.head();
    say(
      `  rebuilt ${head} facts in ${whole.toFixed(1)} s (${bulk.toFixed(1)} s to catch up, then indexes) while ${appended} were appended and ${reads} reads made`,
    );
    await projections.stop();
    await log.close();
    await database.close();
    return {
      rebuild_per_s: size / whole,
      apply_per_s: size / bulk,
      appended_alongside_per_s: appended / whole,
      half_built_reads: half,
      reads,
    };
  },
};
