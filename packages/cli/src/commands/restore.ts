import { examples, type Register, withJson } from '../command.ts';

/** `nightjar restore`: a backup into an empty database, verified against its seals, whole or not at all. */
export const restore: Register = (program, { env, terminal }) => {
  const command = program
    .command('restore')
    .description('fill an empty data folder (or DATABASE_URL) from a backup: all of it, verified, or nothing')
    .argument('<file>', 'what nightjar backup wrote; - is stdin')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { restoreFrom } = await import('../offline/restore.ts');
      const made = await restoreFrom(env, file, terminal);
      if (json) return terminal.json(made);
      terminal.line(
        `${made.facts} facts of ${made.madeAt} are in ${made.into}, verified; epoch ${made.epoch}`,
      );
    });
  examples(withJson(command), [
    ['NIGHTJAR_DATA=/srv/nightjar nightjar restore nightly.nightjar', 'then nightjar start'],
  ]);
};
