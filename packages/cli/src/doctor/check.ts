import type { Target } from '../connection.ts';
import type { Environment } from '../environment.ts';
import type { Answers } from './server.ts';

/** What a check found, in a sentence; `next` is what to do where it is not well. */
export type Finding =
  | { readonly is: 'ok'; readonly says: string }
  | { readonly is: 'warn' | 'fail'; readonly says: string; readonly next: string };

export type Patient = {
  readonly env: Environment;
  readonly target: Target;
  /** The server's folder, where it is on this machine. */
  readonly folder: string | null;
  /** What the server answered, asked once for all checks. */
  readonly server: Answers;
};

/** Finds nothing (null) where another check has said already why it cannot. */
export type Check = {
  readonly name: string;
  readonly find: (patient: Patient) => Finding | null | Promise<Finding | null>;
};

export const ok = (says: string): Finding => ({ is: 'ok', says });
export const warn = (says: string, next: string): Finding => ({ is: 'warn', says, next });
export const fail = (says: string, next: string): Finding => ({ is: 'fail', says, next });
