import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, fail, ok, warn } from './check.ts';

const needed = 24;

const node: Check = {
  name: 'node',
  find: () =>
    Number(process.versions.node.split('.')[0]) >= needed
      ? ok(`Node ${process.versions.node}`)
      : fail(`Node ${process.versions.node} is too old`, `Run npm ci: it brings Node ${needed}.`),
};

const folder: Check = {
  name: 'data folder',
  find: async ({ folder, env }) => {
    if (folder === null)
      return env.databaseUrl === undefined
        ? warn(
            'none here or above',
            'On the server’s machine, set NIGHTJAR_DATA or run this beside .nightjar.',
          )
        : ok('none needed: DATABASE_URL names the database');
    const about = await stat(folder).catch(() => null);
    if (about === null)
      return fail(`${folder} is not there`, 'Correct NIGHTJAR_DATA, or run nightjar start.');
    if (!about.isDirectory()) return fail(`${folder} is not a folder`, 'Correct NIGHTJAR_DATA.');
    const writable = (about.mode & 0o002) !== 0;
    return writable ? fail(`everybody may write to ${folder}`, `chmod o-w ${folder}`) : ok(folder);
  },
};

const secrets: Check = {
  name: 'secrets',
  find: async ({ folder }) => {
    if (folder === null) return ok('nothing to look at on this machine');
    const open: string[] = [];
    const there: string[] = [];
    for (const name of ['token', 'postgres.password']) {
      const about = await stat(join(folder, name)).catch(() => null);
      if (about === null) continue;
      there.push(name);
      if ((about.mode & 0o077) !== 0) open.push(join(folder, name));
    }
    if (open.length > 0) return fail(`others may read ${open.join(' and ')}`, `chmod 600 ${open.join(' ')}`);
    return there.length === 0 ? ok('no files with secrets') : ok(`${there.join(', ')}: for their owner only`);
  },
};

const [gibibyte, mebibyte] = [2 ** 30, 2 ** 20];

const disk: Check = {
  name: 'disk space',
  find: async ({ folder, env }) => {
    const at = folder ?? env.cwd;
    const about = await statfs(at).catch(() => null);
    if (about === null) return warn(`cannot tell for ${at}`, 'Look with df.');
    const free = about.bavail * about.bsize;
    const share = Math.round((100 * about.bavail) / Math.max(1, about.blocks));
    const says = `${(free / gibibyte).toFixed(1)} GiB free (${share} %) where ${at} is`;
    const next = 'Free some: a full disk stops the log (what is recorded stays).';
    if (free < 200 * mebibyte) return fail(says, next);
    return free < 2 * gibibyte ? warn(says, next) : ok(says);
  },
};

const database: Check = {
  name: 'database files',
  find: async ({ folder, env }) => {
    if (env.databaseUrl !== undefined) return ok('DATABASE_URL is set; the embedded one is not used');
    if (folder === null) return ok('not on this machine');
    const version = await readFile(join(folder, 'postgres/PG_VERSION'), 'utf8').catch(() => null);
    if (version === null) return warn('no embedded database yet', 'nightjar start makes it.');
    return Number(version) >= 16
      ? ok(`PostgreSQL ${version.trim()}, embedded`)
      : fail(`PostgreSQL ${version.trim()} is too old`, 'Nightjar needs 16 or later.');
  },
};

/** What can be seen without asking the server. */
export const ofTheMachine: readonly Check[] = [node, folder, secrets, disk, database];
