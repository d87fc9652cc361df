import { exit, Failure } from '../failure.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The forms that are read, as a refusal names them. */
export const sinceForms = '3h, 7d or “3h ago”, 2026-03-01, or 2026-03-01T02:00:00Z';

/** `7d`, `3h`, `3h ago`, or any time that ISO 8601 can say; a date alone is midnight here. */
export const sinceFrom = (given: string, now: Date, option = '--since', forms = sinceForms): Date => {
  const [, count, unit] = /^(\d+)\s*([mhdw])(?:\s+ago)?$/.exec(given.trim()) ?? [];
  if (count !== undefined && unit !== undefined)
    return new Date(now.getTime() - Number(count) * (units[unit] ?? 0));
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00` : given);
  if (!Number.isNaN(date.getTime())) return date;
  throw new Failure(exit.usage, `${option} ${JSON.stringify(given)} is not a time.`, `Write ${forms}.`);
};
