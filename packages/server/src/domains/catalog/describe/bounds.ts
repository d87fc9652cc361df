/**
 * What keys and indexes are made of, at most, in bytes of UTF-8. PostgreSQL refuses a row of a B-tree beyond 2,704 bytes and an
 * item of a GIN beyond 2,712, whichever script it is in. The widest row is the key of a sighting: a reference, its source
 * (`reader:origin/place`) and an edge (`<type reference`), 2,525 bytes of text and some 40 of its own.
 */
export const mostBytes = {
  ref: 500,
  name: 500,
  place: 1000,
  origin: 500,
  /** Of a word: type, lifecycle, language, …; of an alias; of keys. */
  word: 400,
  /** `key=value` */
  tag: 2400,
} as const;

/**
 * What a description may hold besides, at most. Lengths in UTF-16 units; of what stands on one line (addresses, labels) in bytes.
 * What only says something is cut, the rest is refused.
 */
export const most = {
  title: 300,
  description: 10_000,
  url: 4000,
  value: 2000,
  version: 200,
  annotation: 16_000,
  /** Kept with every version of its API: 120 versions of 1.9 MB took 306 MiB to look back at. */
  definition: 256 * 1024,
  owners: 50,
  links: 200,
  aliases: 100,
  relations: 2000,
  entries: 500,
  /** Bytes of JSON of all that has no field here. */
  rest: 64 * 1024,
  /** Bytes of JSON of all annotations. */
  annotations: 256 * 1024,
} as const;
