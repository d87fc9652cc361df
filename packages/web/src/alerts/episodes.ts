import type { AlertWithReports } from '@nightjar/sdk/wire';

type Report = AlertWithReports['observations'][number];

/** From its firing until it was resolved; moments are in milliseconds since 1970, null for what has not been. */
export type Episode = {
  readonly began: number;
  readonly acknowledged: number | null;
  readonly ended: number | null;
  /** What was said of it while it lasted, oldest first, each once. */
  readonly said: readonly string[];
};

/** The episodes that reports tell of, the newest first: as the server folds them, in order of time, whatever order they came in. */
export const episodesOf = (reports: readonly Report[]): readonly Episode[] => {
  const episodes: Episode[] = [];
  let state: Report['state'] = 'resolved';
  for (const report of reports.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const at = Date.parse(report.at);
    const last = episodes.at(-1);
    const begins = last === undefined || (state === 'resolved' && report.state !== 'resolved');
    const now: Episode = begins ? { began: at, acknowledged: null, ended: null, said: [] } : last;
    const said =
      report.summary === null || now.said.includes(report.summary) ? now.said : [...now.said, report.summary];
    const next: Episode = {
      ...now,
      said,
      acknowledged:
        report.state === 'acknowledged'
          ? (now.acknowledged ?? at)
          : report.state === 'firing'
            ? null
            : now.acknowledged,
      ended: report.state === 'resolved' ? (now.ended ?? at) : null,
    };
    if (begins) episodes.push(next);
    else episodes[episodes.length - 1] = next;
    state = report.state;
  }
  return episodes.reverse();
};
