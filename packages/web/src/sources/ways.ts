export const sourcesAt = '/sources';

export const sourceAt = (name: string): string => `${sourcesAt}/${encodeURIComponent(name)}`;
