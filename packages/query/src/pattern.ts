/** The only place where text meets the small languages inside SQL. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** LIKE patterns, with its default escape character. */
export const beginsWith = (text: string): string => `${literal(text)}%`;
export const contains = (text: string): string => `%${literal(text)}%`;

const lexeme = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** tsquery texts (PostgreSQL manual 8.11.2): quoted lexemes, so nothing in a word is an operator. */
export const allWords = (words: readonly string[]): string => words.map(lexeme).join(' & ');
export const wordBeginning = (word: string): string => `${lexeme(word)}:*`;
