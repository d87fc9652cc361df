import { type Logger, pino } from 'pino';
import { redaction } from '../http/redact.ts';

/** A logger set up as the house's own, and all that it has logged. */
export const capturedLog = (): { readonly logger: Logger; readonly logged: () => string } => {
  const lines: string[] = [];
  const logger = pino({ level: 'debug', redact: redaction }, { write: (line) => lines.push(line) });
  return { logger, logged: () => lines.join('') };
};
