import { Option } from 'commander';
import { examples, type Register } from '../command.ts';

type Flags = { readonly port?: string; readonly host?: string; readonly data?: string };

/** `nightjar start`: the server, in this process, until it is told to stop. */
export const start: Register = (program) => {
  const command = program
    .command('start')
    .description('run the server, with a database of its own unless DATABASE_URL names one')
    .addOption(new Option('-p, --port <port>', 'the port (NIGHTJAR_PORT; default 4400)'))
    .addOption(new Option('--host <address>', 'the address (NIGHTJAR_HOST; default 127.0.0.1)'))
    .addOption(new Option('--data <folder>', 'the data folder (NIGHTJAR_DATA; default .nightjar)'))
    .action(async ({ port, host, data }: Flags) => {
      // Only here: no other command waits for the server's modules to load.
      const [{ start: serve }, { environment }] = await Promise.all([
        import('@nightjar/server/start'),
        import('@nightjar/kernel/config/environment'),
      ]);
      process.exitCode = await serve({
        ...environment,
        ...(port === undefined ? {} : { NIGHTJAR_PORT: port }),
        ...(host === undefined ? {} : { NIGHTJAR_HOST: host }),
        ...(data === undefined ? {} : { NIGHTJAR_DATA: data }),
      });
    });
  examples(command, [
    ['nightjar start', 'http://127.0.0.1:4400, everything in .nightjar'],
    ['DATABASE_URL=postgres://… nightjar start', 'with a PostgreSQL of yours'],
  ]);
};
