export type Judged = {
  readonly figure: string;
  readonly value: number;
  readonly target: string | null;
  /** Null where nothing was asked. */
  readonly met: boolean | null;
};

const meets = (value: number, target: string): boolean => {
  const match = /^(>=|<=|=)\s*(-?[\d.]+)$/.exec(target);
  if (match === null) throw new Error(`A target reads ">=0.6" or "<=25", not "${target}".`);
  const bound = Number(match[2]);
  switch (match[1]) {
    case '>=':
      return value >= bound;
    case '<=':
      return value <= bound;
    default:
      return value === bound;
  }
};

/** Each figure beside its target; a target without a figure counts as missed. */
export const judge = (
  figures: Record<string, number>,
  targets: Readonly<Record<string, string>>,
): Judged[] => {
  const absent = Object.keys(targets).filter((figure) => !(figure in figures));
  return [
    ...Object.entries(figures).map(([figure, value]) => {
      const target = targets[figure] ?? null;
      return { figure, value, target, met: target === null ? null : meets(value, target) };
    }),
    ...absent.map((figure) => ({ figure, value: Number.NaN, target: targets[figure] ?? null, met: false })),
  ];
};

const shown = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 1000) / 1000);

export const table = (judged: readonly Judged[]): string => {
  const width = Math.max(...judged.map(({ figure }) => figure.length));
  return judged
    .map(({ figure, value, target, met }) => {
      const verdict = met === null ? '' : `  ${target?.padEnd(10)} ${met ? 'met' : 'MISSED'}`;
      return `  ${figure.padEnd(width)}  ${shown(value).padStart(12)}${verdict}`;
    })
    .join('\n');
};
