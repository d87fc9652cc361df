import type { Client } from '@nightjar/sdk/connect';
import type { ReplayState } from '@nightjar/sdk/wire';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const everyMs = 500;

/** Attempts of a task after which it is given up are minutes apart: who waits at a terminal is told of the first failure. */
const over = ({ state }: ReplayState): boolean => state === 'done' || state === 'failed';

/** Waits until each replay is over, with its progress on a terminal, and says what it came to. */
export const followReplays = async (
  { mapping }: Pick<Client, 'mapping'>,
  terminal: Terminal,
  ids: readonly string[],
): Promise<readonly ReplayState[]> => {
  const states: ReplayState[] = [];
  for (const id of ids) {
    let now = await mapping.replayOf(id);
    while (!over(now)) {
      const far = now.of === null ? '' : `: ${now.done} of ${now.of}`;
      terminal.status(`Reading the deliveries of ${now.source} again${far}`);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      now = await mapping.replayOf(id);
    }
    terminal.status(null);
    if (now.state === 'failed')
      throw new Failure(
        exit.failed,
        `${now.source} could not be read again: ${now.why}`,
        'It is tried again by itself.',
      );
    states.push(now);
  }
  return states;
};

/** One source that was asked for is told of even where nothing is kept of it; of all sources, only those of which something is. */
export const tellReplays = (terminal: Terminal, states: readonly ReplayState[]): void => {
  const told = states.filter(
    ({ replayed }) => replayed !== null && (states.length === 1 || replayed.deliveries > 0),
  );
  if (states.length > 1 && told.length === 0) terminal.say('No delivery is kept of any source.');
  for (const { source, replayed } of told)
    if (replayed !== null)
      terminal.line(
        `${source}: ${replayed.deliveries} deliveries read again, ${replayed.changed} say something else now`,
      );
};
