import type { Description, Fault, File } from '../description.ts';

/** What a file that looks like the definition of an API was read as. */
export type DefinitionReading = {
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
};

/** Larger definitions are described and not carried along: the page that shows one would not be read to its end. */
const longestDefinition = 200_000;

/** What an API is described with: its definition's text, or a warning that it is too long to be kept. */
export const carried = ({ path, text }: File): { definition?: string; warnings: Fault[] } =>
  text.length <= longestDefinition
    ? { definition: text, warnings: [] }
    : {
        warnings: [
          {
            code: 'too-large',
            place: path,
            line: 1,
            column: 1,
            says: `The definition is larger than ${longestDefinition / 1000} kB: what it defines is described, its text is not kept.`,
            next: 'Split it to have it shown; nothing else is lost.',
          },
        ],
      };

const longestDescription = 2000;

export const described = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  return trimmed.length <= longestDescription
    ? trimmed
    : `${trimmed.slice(0, longestDescription - 1).toWellFormed()}…`;
};

export const refused = (
  { path }: File,
  where: { readonly line: number; readonly column: number },
  says: string,
  next: string,
  code = 'schema',
): DefinitionReading => ({
  descriptions: [],
  faults: [
    { code, place: path, line: Math.max(1, where.line), column: Math.max(1, where.column), says, next },
  ],
  warnings: [],
});

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** How files are called that say nothing of what they define. */
const plainNames = /^(?:openapi|swagger|asyncapi|schema|api|spec|index|main)$/i;

/** What a definition is of, by where it lies: `pricing` of `services/pricing/api/schema.graphql`. */
export const nameByPlace = ({ path }: File, within: string): string => {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  if (!plainNames.test(file)) return file;
  const folders = folderOf(path)
    .split('/')
    .filter((folder) => folder !== '' && !plainNames.test(folder));
  const meant = folders.filter(
    (folder) => !/^(?:src|docs|graphql|proto|protos|specs?|apis|resources)$/i.test(folder),
  );
  return meant.at(-1) ?? within.slice(within.lastIndexOf('/') + 1);
};
