/** CEL ends always, but how soon depends on the payload: these hold whoever wrote the expression and whatever is sent. */
export const bounds = {
  /** Characters of an expression. */
  expression: 1_000,
  /** Bytes of a payload: more is refused at the door, so that no look at a text of it takes long. */
  body: 2 ** 20,
  /** Elements that all of a mapping's macros (`map`, `filter`, `exists`, …) walk through for one payload, however they are nested. */
  elements: 5_000,
  /** Characters that `replace` and `join` may make, which alone make texts that grow by a product. */
  text: 100_000,
  /** Values in what an expression comes to: lists that hold one another grow by a product as well. */
  values: 10_000,
  /** Milliseconds for one payload, looked at before each step of a macro: the last resort. */
  ms: 250,
} as const;

/** What one payload may still cost. */
export type Budget = {
  readonly begin: (nowMs: number) => void;
  readonly spend: (elements: number, nowMs: number) => void;
};

export const budget = (): Budget => {
  let left = 0;
  let until = 0;
  return {
    begin: (nowMs) => {
      left = bounds.elements;
      until = nowMs + bounds.ms;
    },
    spend: (elements, nowMs) => {
      left -= elements;
      if (left < 0) throw new Error(`walks through more than ${bounds.elements} elements`);
      if (nowMs > until) throw new Error(`takes longer than ${bounds.ms} ms`);
    },
  };
};
