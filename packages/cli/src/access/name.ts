import { exit, Failure } from '../failure.ts';

type Named = { readonly id: string; readonly name: string };

/** A name as an argument gives it. */
export const nameFrom = (given: string): string => {
  if (given.trim() !== '') return given;
  throw new Failure(exit.usage, 'A name cannot be empty.', 'Say whose it is, or what it is for.');
};

/** The one that is meant, by its id or by a name that only one has. What nobody knows is left for the server to refuse. */
export const idOf = (given: string, all: readonly Named[]): string => {
  const wanted = nameFrom(given);
  if (all.some(({ id }) => id === wanted)) return wanted;
  const [first, ...others] = all.filter(({ name }) => name === wanted);
  if (first === undefined || others.length === 0) return first?.id ?? wanted;
  const ids = [first, ...others].map(({ id }) => id).join(', ');
  throw new Failure(
    exit.usage,
    `${others.length + 1} are called ${JSON.stringify(wanted)}.`,
    `Say which by its id: ${ids}.`,
  );
};
