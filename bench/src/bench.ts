/** One figure the README quotes, as a command: `npm run bench -- NAME`. */
export type Bench = {
  readonly name: string;
  readonly what: string;
  readonly sizes: { readonly full: number; readonly quick: number };
  /** What each figure must reach, in words: `>= 1`. */
  readonly targets: Readonly<Record<string, string>>;
  readonly run: (context: BenchContext) => Promise<Record<string, number>>;
};

type BenchContext = {
  /** A server on which databases may be created. */
  readonly url: string;
  readonly size: number;
  readonly say: (line: string) => void;
};
