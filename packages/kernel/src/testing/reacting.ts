import { pino } from 'pino';
import { openDatabase } from '../database/database.ts';
import { openLog } from '../log/open-log.ts';
import { openReactions } from '../reaction/open-reactions.ts';
import { reaction } from '../reaction/reaction.ts';
import { openTasks } from '../tasks/open-tasks.ts';

/** A reaction in a process of its own, for the tests that kill one: a task a fact, until the process is ended. */
const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string };

const logger = pino({ level: 'silent' });
const database = openDatabase(url, { connections: 4 });
const log = await openLog(database);
const reactions = openReactions({ database, log, logger, tasks: openTasks({ database, logger }) }, [
  reaction({
    name: 'test.pages',
    handles: ['Paged'],
    tasks: (facts) => facts.map(({ pos }) => ({ topic: 'page', payload: { pos } })),
  }),
]);
await reactions.start();
process.stdout.write('ready\n');
