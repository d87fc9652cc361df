import { examples, type Register, withJson } from '../command.ts';
import { sizeOf } from '../text/size.ts';

/** What a backup leaves out on purpose. */
const sealed =
  'Secrets of sources are in it, sealed. Their key is not: keep secret.key of the data folder, or NIGHTJAR_SECRET_KEY, elsewhere.';

/** `nightjar backup`: every fact as of one instant, in one file; beside a running server or without one. */
export const backup: Register = (program, { env, terminal }) => {
  const command = program
    .command('backup')
    .description(
      'write every fact to one file, while the server runs or not; needs its machine or DATABASE_URL',
    )
    .argument('<file>', 'where to; - is stdout')
    .option('--force', 'replace the file if it is there')
    .action(async (file: string, { json, force = false }: { json?: boolean; force?: boolean }) => {
      const { backUp } = await import('../offline/backup.ts');
      const made = await backUp(env, file, { force, terminal });
      // Into stdout goes the backup: what is said about it goes to stderr.
      const line = `${made.facts} facts of ${made.of}, ${sizeOf(made.bytes)} before compression, to ${file === '-' ? 'stdout' : file}`;
      if (file === '-') return terminal.say(json ? JSON.stringify(made) : line);
      if (json) return terminal.json({ ...made, file });
      terminal.line(line);
      terminal.say(sealed);
    });
  examples(withJson(command), [
    ['nightjar backup "$(date +%F).nightjar"', 'it is whole, or not there'],
    ['nightjar backup - | ssh safe "cat > nightly.nightjar"', 'nothing stays here'],
  ]);
};
