import type { Bundled } from './wire.ts';

const several = (count: number, what: string): string[] => (count > 1 ? [`${count} ${what}`] : []);

/** What a line of the quiet view stands for, in a few words: `40 clusters`, `200 services`, `14 changes`. */
export const bundledInWords = ({ count, services, clusters, environments }: Bundled): string => {
  const places = clusters > 1 ? several(clusters, 'clusters') : several(environments, 'environments');
  const spread = [...several(services, 'services'), ...places];
  const accounted = Math.max(1, services) * Math.max(1, clusters, environments);
  return [...(spread.length === 0 || count > accounted ? several(count, 'changes') : []), ...spread].join(
    ', ',
  );
};

/** How many of them went wrong: `1 failed`; empty where none did. */
export const failedInWords = ({ failed }: Bundled): string => (failed === 0 ? '' : `${failed} failed`);
