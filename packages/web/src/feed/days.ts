import type { Change } from '@nightjar/sdk/wire';

export type Day = { readonly key: string; readonly name: string; readonly changes: readonly Change[] };

const dayMs = 24 * 60 * 60 * 1000;

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });

/** `Today`, `Yesterday`, `Tomorrow`, else the date as people say it; rounding swallows the hour of a clock change. */
const dayName = (at: number, now: number): string => {
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days === -1) return 'Tomorrow';
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? weekday : withYear).format(at);
};

/** Cuts lines, newest first, into days of the reader's clock. */
export const byDay = (changes: readonly Change[], now: number): readonly Day[] => {
  const days: { key: string; name: string; changes: Change[] }[] = [];
  for (const change of changes) {
    const at = Date.parse(change.at);
    const key = String(midnight(at));
    const last = days.at(-1);
    if (last?.key === key) last.changes.push(change);
    else days.push({ key, name: dayName(at, now), changes: [change] });
  }
  return days;
};
