import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, dataFolder, target } from '../connection.ts';
import type { Check, Finding, Patient } from '../doctor/check.ts';
import { ofTheMachine } from '../doctor/machine.ts';
import { askServer } from '../doctor/server.ts';
import { ofTheService } from '../doctor/service.ts';
import { exit } from '../failure.ts';
import type { Style } from '../terminal.ts';
import { pad, plain } from '../text/width.ts';

const checks: readonly Check[] = [...ofTheMachine, ...ofTheService];

const style: Record<Finding['is'], Style> = { ok: 'green', warn: 'yellow', fail: ['red', 'bold'] };

type Found = Finding & { readonly name: string };

const examine = async (patient: Patient): Promise<Found[]> => {
  const found = await Promise.all(
    checks.map(async ({ name, find }) => {
      const finding = await find(patient);
      return finding === null ? [] : [{ name, ...finding }];
    }),
  );
  return found.flat();
};

const show = (found: readonly Found[], { terminal }: Surroundings): void => {
  const longest = Math.max(...found.map(({ name }) => name.length));
  for (const one of found) {
    const word = terminal.paint(style[one.is], pad(one.is, 4));
    terminal.line(`${word}  ${pad(one.name, longest)}  ${plain(one.says)}`);
    if (one.is !== 'ok') terminal.line(`${' '.repeat(8 + longest)}→ ${one.next}`);
  }
  const count = (is: Finding['is']): number => found.filter((one) => one.is === is).length;
  terminal.line(`${count('ok')} well, ${count('warn')} to look at, ${count('fail')} to mend`);
};

/** `nightjar doctor`: what is wrong, and what to do about it. */
export const doctor: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const command = program
    .command('doctor')
    .description('look over this machine and the server; exit code 1 if something must be mended')
    .action(async (flags: ConnectionFlags) => {
      const whom = target(env, flags);
      const server = await askServer(whom);
      const found = await examine({ env, target: whom, folder: dataFolder(env), server });
      if (found.some(({ is }) => is === 'fail')) process.exitCode = exit.failed;
      if (flags.json) return terminal.json({ url: whom.url, checks: found });
      show(found, surroundings);
    });
  examples(withConnection(command), [
    ['nightjar doctor', 'before asking anybody else'],
    ['nightjar doctor --json | jq \'.checks[] | select(.is != "ok")\'', 'for scripts'],
  ]);
};
