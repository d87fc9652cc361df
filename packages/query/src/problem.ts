/** Stable, as every refusal's code is. */
export type ProblemCode =
  | 'query-too-long'
  | 'query-too-deep'
  | 'query-too-many-terms'
  | 'query-value-too-long'
  | 'query-bad-character'
  | 'query-unknown-field'
  | 'query-unknown-value'
  | 'query-bad-value'
  | 'query-missing-value'
  | 'query-bad-operator'
  | 'query-bad-wildcard'
  | 'query-no-word'
  | 'query-unclosed-quote'
  | 'query-unclosed-group'
  | 'query-unexpected';

/** Why a query cannot be read. Offset and length are UTF-16 units of the text, ready for an input box to underline. */
export type Problem = {
  readonly code: ProblemCode;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** What to write instead; may be empty. */
  readonly hint: string;
};

export type Span = { readonly offset: number; readonly length: number };

/** Ends the reading of a query; `parse` catches it and nothing else sees it. */
export class Unreadable extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, { offset, length }: Span, message: string, hint = '') {
    super(message);
    this.problem = { code, message, offset, length, hint };
  }
}
