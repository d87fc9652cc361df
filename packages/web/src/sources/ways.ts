export const sourcesAt = '/sources';

export const unmappedAt = `${sourcesAt}/unmapped`;

export const noiseAt = '/noise';

/** Where a source is set up; `name` as it is listed, `custom/release-bot`. */
export const sourceAt = (name: string): string => `${sourcesAt}/${encodeURIComponent(name)}`;

const ownPrefix = 'custom/';

/** The name of a sender of one's own without what all of them begin with; null where it is no such name. */
export const ownName = (source: string): string | null =>
  source.startsWith(ownPrefix) ? source.slice(ownPrefix.length) : null;

/** Where a sender of one's own is set up. */
export const ownAt = (name: string): string => sourceAt(ownPrefix + name);

/** Where its mapping is written. */
export const editorAt = (name: string): string => `${sourcesAt}/${ownPrefix}${encodeURIComponent(name)}`;
