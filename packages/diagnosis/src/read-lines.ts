import { isRecord, shown } from './json.ts';

export type RefusedLine = { readonly line: number; readonly why: string };

export type Lines<T> = { readonly read: readonly T[]; readonly refused: readonly RefusedLine[] };

type Read<T> = { readonly is: 'read'; readonly value: T } | { readonly is: 'refused'; readonly why: string };

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** One JSON object a line; empty lines count and say nothing. A bad line is refused by its number and costs no other line. */
export const readLines = <T>(text: string, read: (value: unknown) => Read<T>): Lines<T> => {
  const found: T[] = [];
  const refused: RefusedLine[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    const one: Read<T> =
      value === undefined ? { is: 'refused', why: `no JSON: ${shown(line)}` } : read(value);
    if (one.is === 'read') found.push(one.value);
    else refused.push({ line: i + 1, why: one.why });
  }
  return { read: found, refused };
};

/** What was in truth the cause of a case; a change of null says that no change was. */
export type Truth = { readonly id: string; readonly service?: string; readonly change?: string | null };

export const readTruth = (value: unknown): Read<Truth> => {
  if (!isRecord(value) || typeof value['id'] !== 'string') return { is: 'refused', why: 'no id' };
  const { id, service, change } = value;
  if (service !== undefined && service !== null && typeof service !== 'string')
    return { is: 'refused', why: `service is no text: ${shown(service)}` };
  if (change !== undefined && change !== null && typeof change !== 'string')
    return { is: 'refused', why: `change is no text: ${shown(change)}` };
  return {
    is: 'read',
    value: {
      id,
      ...(typeof service === 'string' ? { service } : {}),
      ...(change === undefined ? {} : { change }),
    },
  };
};
