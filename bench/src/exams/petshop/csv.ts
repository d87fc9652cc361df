/** Cells of one line; PetShop quotes none. */
const cells = (line: string): string[] => line.split(',').map((cell) => cell.trim());

export type Metrics = {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly columns: readonly {
    readonly node: string;
    readonly metric: string;
    readonly stat: string;
    /** NaN where the cell is empty. */
    readonly values: readonly number[];
  }[];
};

/** metrics.csv: header rows of node, metric and statistic, a row that names the index, then a row an instant. */
export const readMetrics = (text: string): Metrics => {
  const [nodes = [], metrics = [], stats = [], , ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map(cells);
  return {
    times: rows.map((row) => Number(row[0])),
    columns: nodes.slice(1).map((node, i) => ({
      node,
      metric: metrics[i + 1] ?? '',
      stat: stats[i + 1] ?? '',
      values: rows.map((row) => (row[i + 1] === '' ? Number.NaN : Number(row[i + 1]))),
    })),
  };
};

/** graph.csv: an adjacency matrix, whose rows call its columns. */
export const readGraph = (text: string): (readonly [string, string])[] => {
  const [head = [], ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map(cells);
  return rows.flatMap(([caller = '', ...called]) =>
    called.flatMap((cell, i) => (Number(cell) === 0 ? [] : [[caller, head[i + 1] ?? ''] as const])),
  );
};
