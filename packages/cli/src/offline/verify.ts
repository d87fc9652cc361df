import { type Verified, verifyLog } from '@nightjar/kernel/seal/verify';
import type { Environment } from '../environment.ts';
import type { Terminal } from '../terminal.ts';
import { expected } from './expected.ts';
import { reachDatabase } from './reach.ts';

export const verify = (env: Environment, terminal: Terminal): Promise<Verified> =>
  expected(async () => {
    await using reached = await reachDatabase(env, { say: terminal.say });
    try {
      return await verifyLog(reached.database, (done, of) => terminal.status(`${done} of ${of} facts`));
    } finally {
      terminal.status(null);
    }
  });
