import { GarbledError, ProblemError, UnreachableError } from '@nightjar/sdk/failure';
import type { Terminal } from './terminal.ts';

/** What the command's end tells a script. A wrapped command's own code takes the place of all of these. */
export const exit = { ok: 0, failed: 1, usage: 2, refused: 3, unreachable: 4 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** A failure the command saw coming: what happened, and what to do next. */
export class Failure extends Error {
  readonly code: Exit;
  readonly next: string | null;

  constructor(code: Exit, what: string, next: string | null = null) {
    super(what);
    this.name = 'Failure';
    this.code = code;
    this.next = next;
  }
}

export type Told = {
  readonly code: Exit;
  readonly what: string;
  readonly where: string | null;
  readonly next: string | null;
};

const busy: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const whereIn = ({ pointer, offset }: ProblemError): string | null => {
  if (pointer !== null) return `at ${pointer === '' ? 'the whole body' : pointer}`;
  return offset === null ? null : `at character ${offset + 1} of the filter`;
};

const nextAfter = (error: ProblemError): string | null => {
  if (error.next !== null) return error.next;
  if (error.status === 401) return 'Set NIGHTJAR_TOKEN, or run this where the server keeps its data folder.';
  if (error.retryAfterMs !== null) return `Try again in ${Math.ceil(error.retryAfterMs / 1000)} s.`;
  return null;
};

const startedBy = (nightjar: string): string => (nightjar === 'nightjar' ? 'nightjar start' : 'npm start');

/** Puts any failure into the four things a person needs; null for a bug, which keeps its stack. */
export const tell = (error: unknown, nightjar = 'nightjar'): Told | null => {
  if (error instanceof Failure)
    return { code: error.code, what: error.message, where: null, next: error.next };
  if (error instanceof ProblemError) {
    const code =
      error.status >= 500 || error.status === 429
        ? busy.has(error.status)
          ? exit.unreachable
          : exit.failed
        : exit.refused;
    const what = `${error.detail} (${error.code})`;
    return { code, what, where: whereIn(error), next: nextAfter(error) };
  }
  if (error instanceof UnreachableError) {
    const next = `Is it running? \`${startedBy(nightjar)}\` starts it; --url or NIGHTJAR_URL says where it is.`;
    return { code: exit.unreachable, what: error.message, where: null, next };
  }
  if (error instanceof GarbledError) {
    const next = 'Check --url or NIGHTJAR_URL: another program, or a proxy, answers there.';
    return { code: exit.unreachable, what: error.message, where: null, next };
  }
  return null;
};

/** Says it on stderr, or as JSON on stderr where JSON was asked for; answers the exit code. */
export const report = (terminal: Terminal, error: unknown, asJson: boolean): Exit => {
  const told = tell(error, terminal.nightjar);
  if (told === null) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.say(`nightjar: a fault of its own. Please report it with these lines:\n${stack}`);
    return exit.failed;
  }
  if (asJson) {
    terminal.say(JSON.stringify({ error: told }));
    return told.code;
  }
  const where = told.where === null ? '' : `, ${told.where}`;
  terminal.say(`${terminal.paintErr(['red', 'bold'], 'nightjar:')} ${told.what}${where}`);
  if (told.next !== null) terminal.say(`  ${told.next}`);
  return told.code;
};
