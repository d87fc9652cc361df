/** What people may write: names, kinds of value and a sentence about each. Plain data, so the web completes and checks from it. */
export type FieldWords = {
  /** Lower-case ASCII: `service`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: 'keyword' | 'keywords' | 'time' | 'number' | 'text';
  readonly doc: string;
  /** The only values there are, in lower case; anything else is refused. */
  readonly values?: readonly string[];
};

export type Vocabulary = {
  readonly fields: readonly FieldWords[];
  /** The time field that `after:` (from then on) and `before:` (until then, exclusive) speak of. */
  readonly time?: string;
};

type Stored<Type extends FieldWords['type'], Row, Value> = FieldWords & {
  readonly type: Type;
  /**
   * SQL text of our own that yields the value. It must hold names already folded (see fold.ts) and text already normalised
   * (see words.ts), so that an index on the column fits. keyword: text, keywords: text[], time: timestamptz, number: any
   * numeric type without NaN, text: text. NULL means missing.
   */
  readonly sql: string;
  /** The same value of the row in memory. Names are folded by the predicate; text must come normalised (that is costly). */
  readonly get: (row: Row) => Value | null | undefined;
};

export type Field<Row> =
  | Stored<'keyword', Row, string>
  | Stored<'keywords', Row, readonly string[]>
  | Stored<'time', Row, Date | string>
  | Stored<'number', Row, number>
  | Stored<'text', Row, string>;

/** What bare words and phrases look at. */
type FreeText<Row> = {
  /** SQL text of a tsvector made by `array_to_tsvector(words(text))`; never a dictionary's. */
  readonly wordsSql: string;
  /** SQL text of `normalise(text)` of the same text. */
  readonly normalisedSql: string;
  readonly words: (row: Row) => readonly string[];
  readonly normalised: (row: Row) => string;
};

export type Registry<Row> = Omit<Vocabulary, 'fields'> & {
  readonly fields: readonly Field<Row>[];
  readonly text: FreeText<Row>;
};

/** Every name that may stand before a colon, for completion and for "did you mean". */
export const fieldNames = (vocabulary: Vocabulary): string[] => [
  ...(vocabulary.time === undefined ? [] : ['after', 'before']),
  ...vocabulary.fields.flatMap((field) => [field.name, ...field.aliases]),
];

/** Checks a registry when the program starts: a clash of names is a bug, not something to find out at 3 a.m. */
export const registry = <Row>(entries: Registry<Row>): Registry<Row> => {
  const names = fieldNames(entries);
  const clash = names.find((name, index) => names.indexOf(name) !== index);
  if (clash !== undefined) throw new Error(`Two fields of the query language share the name ${clash}.`);
  const odd = names.find((name) => !/^[a-z][a-z0-9_.-]*$/.test(name));
  if (odd !== undefined) throw new Error(`A field of the query language cannot be named ${odd}.`);
  if (
    entries.time !== undefined &&
    !entries.fields.some(({ name, type }) => name === entries.time && type === 'time')
  )
    throw new Error(`${entries.time} is not a time field of the query language.`);
  return entries;
};

/** The vocabulary alone, ready to be sent as JSON; parse takes it as well as the registry. */
export const describe = ({ fields, time }: Vocabulary): Vocabulary => ({
  fields: fields.map(({ name, aliases, type, doc, values }) => ({
    name,
    aliases,
    type,
    doc,
    ...(values === undefined ? {} : { values }),
  })),
  ...(time === undefined ? {} : { time }),
});

/** The field of an AST made with this registry; anything else is a bug. */
export const fieldOf = <Row>(entries: Registry<Row>, name: string): Field<Row> => {
  const field = entries.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`The query speaks of ${name}, which this registry does not know.`);
  return field;
};
