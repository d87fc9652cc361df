const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const precisions = { day: units.d, minute: units.m, second: units.s, millisecond: 1 } as const;
const century = 36_525 * units.d;

type Precision = keyof typeof precisions;

/** A time as it was asked: fixed, with how exactly it was written, or relative to the moment the query runs. */
export type Moment =
  | { readonly is: 'fixed'; readonly at: number; readonly precision: Precision }
  | { readonly is: 'relative'; readonly amount: number; readonly unit: keyof typeof units };

/** Half-open, in milliseconds since 1970: `2026-01-01` is that whole day in UTC, `-2h` is one millisecond. */
export type Interval = { readonly from: number; readonly until: number };

const relative = /^([+-])(\d{1,9})([smhdw])$/;
const fixed =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d{0,6})?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/i;

const fixedMoment = (found: RegExpExecArray): Moment | undefined => {
  const number = (group: number): number => Number(found[group] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = (number(9) * 60 + number(10)) * (found[8] === '-' ? -1 : 1);
  if (hour > 23 || minute > 59 || second > 59 || number(9) > 15 || number(10) > 59) return undefined;
  // Date.UTC rolls 30 February over to March; such a date is a slip that the asker should hear of.
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (year < 1900 || year > 2999) return undefined;
  const time =
    ((hour * 60 + minute - offset) * 60 + second) * 1_000 + Number((found[7] ?? '').padEnd(3, '0'));
  const precision: Precision =
    found[4] === undefined
      ? 'day'
      : found[6] === undefined
        ? 'minute'
        : found[7] === undefined
          ? 'second'
          : 'millisecond';
  return { is: 'fixed', at: date.getTime() + time, precision };
};

/** Reads ISO 8601 (years 1900 to 2999; UTC where no offset is given), `now`, `-2h`, `+1d`; undefined when it is none of them. */
export const readMoment = (text: string): Moment | undefined => {
  if (text.toLowerCase() === 'now') return { is: 'relative', amount: 0, unit: 's' };
  const shift = relative.exec(text.toLowerCase());
  if (shift !== null) {
    const unit = shift[3] as keyof typeof units;
    const amount = Number(`${shift[1]}${shift[2]}`);
    if (amount === 0) return { is: 'relative', amount: 0, unit: 's' };
    return Math.abs(amount) * units[unit] <= century ? { is: 'relative', amount, unit } : undefined;
  }
  const found = fixed.exec(text);
  return found === null ? undefined : fixedMoment(found);
};

const lengths = { day: 10, minute: 16, second: 19, millisecond: 23 } as const;

/** The canonical text of a moment, in UTC. */
export const printMoment = (moment: Moment): string => {
  if (moment.is === 'relative')
    return moment.amount === 0 ? 'now' : `${moment.amount > 0 ? '+' : ''}${moment.amount}${moment.unit}`;
  const text = new Date(moment.at).toISOString().slice(0, lengths[moment.precision]);
  return moment.precision === 'day' ? text : `${text}Z`;
};

export const intervalOf = (moment: Moment, now: Date): Interval => {
  const from = moment.is === 'fixed' ? moment.at : now.getTime() + moment.amount * units[moment.unit];
  return { from, until: from + (moment.is === 'fixed' ? precisions[moment.precision] : 1) };
};
