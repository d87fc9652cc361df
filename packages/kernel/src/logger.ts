import { destination, type Logger, pino } from 'pino';
import { redaction } from './http/redact.ts';

/** JSON lines on standard error; standard output is for the person who started it. Synchronous, so that a crash loses none. */
export const openLogger = (level: string): Logger =>
  pino({ level, redact: redaction }, destination({ fd: 2, sync: true }));
