import { plain } from '../text/width.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A contact, a link, a repository or a relation by what tells it from others; anything else as JSON. */
const recordText = (value: Readonly<Record<string, unknown>>): string => {
  const { label, url, to, why, confidence } = value;
  const sure = typeof confidence === 'number' ? `${Math.round(confidence * 100)}% sure` : undefined;
  const told = [label, url ?? to, why, sure].filter((it) => it !== undefined && it !== null && it !== '');
  return told.length === 0 ? JSON.stringify(value) : told.join(', ');
};

/** A value that somebody said, in one line of words; `–` for nothing. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return plain(isRecord(value) ? recordText(value) : String(value));
};
