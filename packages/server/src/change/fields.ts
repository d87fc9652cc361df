import type { Link } from './observation.ts';

export type Problem = { readonly pointer: string; readonly message: string };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that is no name may be cut: it still says what it said. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;

const absent = (value: unknown): value is null | undefined => value === undefined || value === null;

/**
 * Readers of single fields that remember the first problem they met, with the pointer to it, and go on. With `cutting` a list that is
 * too long is no problem: its end is left out.
 */
export const fieldReaders = (cutting = false) => {
  let first: Problem | undefined;
  const left: string[] = [];
  const refuse = (pointer: string, message: string): null => {
    first ??= { pointer, message };
    return null;
  };

  /** Trimmed; empty is null. */
  const text = (value: unknown, pointer: string): string | null => {
    if (absent(value)) return null;
    return typeof value === 'string' ? value.trim() || null : refuse(pointer, 'Must be a text.');
  };

  /** A text that identifies: too long is refused, because a cut name is another name. */
  const name = (value: unknown, pointer: string, longest = 200): string | null => {
    const given = text(value, pointer);
    if (given === null || given.length <= longest) return given;
    return refuse(pointer, `Longer than ${longest} characters.`);
  };

  const list = (value: unknown, pointer: string, most = 200): readonly unknown[] => {
    if (absent(value)) return [];
    if (!Array.isArray(value)) return refuse(pointer, 'Must be a list.') ?? [];
    if (value.length <= most) return value;
    if (!cutting) return refuse(pointer, `More than ${most} entries.`) ?? [];
    left.push(`${value.length - most} ${pointer.slice(1)}`);
    return value.slice(0, most);
  };

  const record = (value: unknown, pointer: string): Readonly<Record<string, unknown>> => {
    if (absent(value)) return {};
    return isRecord(value) ? value : (refuse(pointer, 'Must be an object.') ?? {});
  };

  const oneOf = <Word extends string>(
    words: readonly Word[],
    value: unknown,
    pointer: string,
  ): Word | null => {
    const given = text(value, pointer)?.toLowerCase();
    if (given === undefined) return null;
    return words.find((word) => word === given) ?? refuse(pointer, `Must be one of ${words.join(', ')}.`);
  };

  const link = (value: unknown, pointer: string): Link | null => {
    if (absent(value)) return null;
    const given = record(value, pointer);
    const url = name(given['url'], `${pointer}/url`, 4000);
    if (url === null || !/^https?:\/\//i.test(url)) {
      return refuse(`${pointer}/url`, 'Must be an http or https address.');
    }
    return { label: cut(text(given['label'], `${pointer}/label`) ?? 'link', 200), url };
  };

  return {
    refuse,
    text,
    name,
    list,
    record,
    oneOf,
    link,
    problem: (): Problem | undefined => first,
    leftOut: (): readonly string[] => left,
  };
};

export type FieldReaders = ReturnType<typeof fieldReaders>;
