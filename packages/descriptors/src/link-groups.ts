import type { Link } from './description.ts';

/** Which words, in a type, an icon or a title, put a link into which group. The first group that matches has it. */
const groups: readonly (readonly [string, RegExp])[] = [
  ['dashboards', /\b(?:dashboards?|grafana|metrics|monitoring|datadog|new ?relic)\b/],
  ['runbooks', /\b(?:runbooks?|playbooks?|run book|on-?call guide)\b/],
  ['logs', /\b(?:logs?|logging|kibana|splunk)\b/],
  ['docs', /\b(?:docs?|documentation|wiki|readme|confluence|handbook)\b/],
  ['ci', /\b(?:ci|pipelines?|builds?|jenkins)\b/],
  ['code', /\b(?:code|source|github|gitlab|repo|repository)\b/],
  ['issues', /\b(?:issues?|jira|tickets?|tracker)\b/],
  ['chat', /\b(?:chat|slack|channel)\b/],
];

const groupOfWords = (words: string): string | undefined => {
  const small = words.toLowerCase().replace(/_/g, ' ');
  return groups.find(([, pattern]) => pattern.test(small))?.[0];
};

/** What no word tells apart. */
const otherLinks = 'links';

/** The group of a heading that somebody wrote: ours where it means the same, else their own word. */
export const groupOfHeading = (heading: string): string =>
  groupOfWords(heading) ?? (heading.trim() || otherLinks);

export type LinkWords = { readonly type?: string; readonly icon?: string; readonly title?: string };

/** The type decides, else the icon, else what the title says. */
export const groupOfLink = ({ type, icon, title }: LinkWords): string => {
  if (type !== undefined && type !== '') return groupOfHeading(type);
  return groupOfWords(icon ?? '') ?? groupOfWords(title ?? '') ?? otherLinks;
};

const rank = (link: Link): number => {
  const at = ['dashboards', 'runbooks'].indexOf(link.group);
  return at < 0 ? 2 : at;
};

/** Dashboards first, then runbooks, then as written; of the same address only the first. */
export const inOrder = (links: readonly Link[]): Link[] => {
  const seen = new Set<string>();
  return links
    .filter((link) => !seen.has(link.url) && seen.add(link.url))
    .toSorted((a, b) => rank(a) - rank(b));
};
