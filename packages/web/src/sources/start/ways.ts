/** All but what Nightjar tells of itself. */
export const notOwn = '-source:nightjar';

/** The ways to a first event, the shortest first. `source`: set up as that one is. */
export const ways = [
  { is: 'curl', name: 'curl', says: 'A minute, from any shell', source: null },
  { is: 'github', name: 'GitHub', says: 'Merges, deployments, releases', source: 'github' },
  { is: 'slack', name: 'Slack', says: 'What deploy bots write', source: 'slack' },
  { is: 'kubernetes', name: 'Kubernetes', says: 'Rollouts, scaling, configuration', source: null },
] as const;
export type Way = (typeof ways)[number];

/** The way that an address asks for; the first where it asks for none. */
export const wayIn = (params: URLSearchParams): Way =>
  ways.find(({ is }) => is === params.get('with')) ?? ways[0];

export const startAt = (way?: Way['is']): string => (way === undefined ? '/start' : `/start?with=${way}`);
