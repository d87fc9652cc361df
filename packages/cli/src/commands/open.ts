import { spawn } from 'node:child_process';
import { type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, target } from '../connection.ts';

const opener = (): readonly [file: string, ...args: string[]] => {
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['explorer.exe'] : ['xdg-open'];
};

/** `nightjar open`: the page, in a browser where there is one. */
export const open: Register = (program, { env, terminal }) => {
  withConnection(
    program
      .command('open')
      .description('open the page in a browser, and print its address')
      .action((flags: ConnectionFlags) => {
        const { url } = target(env, flags);
        if (flags.json) return terminal.json({ url });
        terminal.line(url);
        const [file, ...args] = opener();
        // The address is printed: a machine without a browser has lost nothing.
        spawn(file, [...args, url], { stdio: 'ignore', detached: true })
          .on('error', () => {})
          .unref();
      }),
  );
};
