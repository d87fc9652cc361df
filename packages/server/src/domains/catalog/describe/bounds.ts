/** What a description may hold, at most. Lengths in UTF-16 units; names too long are refused, texts are cut. */
export const most = {
  ref: 300,
  name: 300,
  place: 1000,
  origin: 500,
  /** Of a word: type, lifecycle, language, …; of keys. */
  word: 200,
  title: 300,
  description: 10_000,
  url: 4000,
  value: 2000,
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
