/** A diagnosis held against truth: `npm run exam -- NAME`. */
export type Exam = {
  readonly name: string;
  readonly what: string;
  /** What each figure must reach, in words: `>= 0.8`. */
  readonly targets: Readonly<Record<string, string>>;
  readonly run: (context: ExamContext) => ExamResult;
};

type ExamContext = {
  /** The folder given by --dir. */
  readonly dir: string | undefined;
  readonly quick: boolean;
  readonly say: (line: string) => void;
};

type ExamResult =
  | { readonly is: 'ran'; readonly size: number; readonly figures: Record<string, number> }
  | { readonly is: 'no data'; readonly looked: string };
