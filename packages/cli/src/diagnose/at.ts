import { sinceForms, sinceFrom } from '../text/since.ts';

const day = 86_400_000;

/** `02:51` is the last time that the clocks here stood so; `3h` is three hours ago; else as everywhere. */
export const pageTimeFrom = (given: string, now: Date): Date => {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(given.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59)
    return sinceFrom(given, now, '--at', `02:51, ${sinceForms}`);
  const today = new Date(now);
  today.setHours(Number(hours), Number(minutes), 0, 0);
  if (today.getTime() <= now.getTime()) return today;
  const yesterday = new Date(today.getTime() - day);
  // A day on which the clocks change is not as long as others.
  yesterday.setHours(Number(hours), Number(minutes), 0, 0);
  return yesterday;
};
