import { examples, type Register, withJson } from '../command.ts';
import { exit } from '../failure.ts';

/** `nightjar log verify`: has anybody changed history? */
export const log: Register = (program, { env, terminal }) => {
  const group = program.command('log').description('the log itself: verify');
  const command = group
    .command('verify')
    .description('recompute every seal from the facts; exit code 1 and the place where one does not match')
    .action(async ({ json }: { json?: boolean }) => {
      const { verify } = await import('../offline/verify.ts');
      const verified = await verify(env, terminal);
      if (verified.damage.length > 0) process.exitCode = exit.failed;
      if (json) return terminal.json(verified);
      for (const { from, to, says } of verified.damage)
        terminal.line(`${terminal.paint(['red', 'bold'], 'damaged')}  facts ${from} to ${to}: ${says}`);
      const { facts, blocks, unsealed, hash } = verified;
      const open = unsealed === 0 ? '' : `, ${unsealed} not sealed yet`;
      terminal.line(`${facts} facts in ${blocks} blocks${open}; ${verified.damage.length} places damaged`);
      if (hash !== null)
        terminal.line(terminal.paint('dim', `newest seal ${hash}: kept elsewhere, it proves all before it`));
    });
  examples(withJson(command), [['nightjar log verify --json | jq .hash', 'for a record outside']]);
};
