import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

export type Ended = {
  /** As a shell would say it: the command's own, or 128 + the number of the signal that ended it, 127 or 126 if it never began. */
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  /** Somebody asked for an end, and the command did not end well. */
  readonly cancelled: boolean;
  /** Why it never began. */
  readonly never: string | null;
};

const passedOn = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;
const asksForEnd: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP']);

/** A terminal sends these to everyone in the foreground, so the command has had them already. */
const fromKeyboard: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

const neverBegan = (file: string, error: NodeJS.ErrnoException): Ended => {
  const missing = error.code === 'ENOENT';
  const why = missing ? `${file}: command not found` : `${file}: ${error.message}`;
  return { code: missing ? 127 : 126, signal: null, cancelled: false, never: why };
};

/** Runs a command as if it had been run alone: same terminal, same signals. */
export const run = ([file = '', ...args]: readonly string[], onTerminal: boolean): Promise<Ended> =>
  new Promise((resolve) => {
    let asked = false;
    let child: ChildProcess | null = null;
    // Listening starts before the command does: it may run, and be told to end, before spawn returns to us.
    const early: NodeJS.Signals[] = [];
    const passers = passedOn.map((signal) => {
      const pass = (): void => {
        asked ||= asksForEnd.has(signal);
        if (onTerminal && fromKeyboard.has(signal)) return;
        if (child === null) early.push(signal);
        else child.kill(signal);
      };
      process.on(signal, pass);
      return () => process.off(signal, pass);
    });
    const end = (ended: Ended): void => {
      for (const stop of passers) stop();
      resolve(ended);
    };
    try {
      child = spawn(file, args, { stdio: 'inherit' });
    } catch (error) {
      return end(neverBegan(file, error as NodeJS.ErrnoException));
    }
    for (const signal of early) child.kill(signal);
    child.on('error', (error: NodeJS.ErrnoException) => {
      // A signal that could not be passed on is no reason to think that the command ended.
      if (child?.pid === undefined) end(neverBegan(file, error));
    });
    child.on('exit', (code, signal) => {
      const shown = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      end({ code: shown, signal, cancelled: asked && shown !== 0, never: null });
    });
  });
