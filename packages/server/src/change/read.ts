/** Where an observation was read from a raw delivery: which one, its place among the reports of that delivery, and the adapter's version. */
export type Read = { readonly delivery: string; readonly index: number; readonly reading: number };
