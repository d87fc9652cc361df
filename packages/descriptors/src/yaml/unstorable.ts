import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import type { Excess } from './limits.ts';

/**
 * Escapes (`"\\0"`, `"\\ud800"`) can write what no text may hold: a zero, which PostgreSQL refuses, or half a character.
 * Without a backslash there is no escape, and the parser has refused the characters themselves.
 */
export const unstorableIn = (text: string, events: readonly Event[]): Excess | undefined => {
  if (!text.includes('\\')) return undefined;
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR) continue;
    const value = getScalarValue(text, event);
    if (value.includes('\0') || !value.isWellFormed())
      return { code: 'yaml', says: 'A text holds a zero or half a character.', at: event.valueStart };
  }
  return undefined;
};
