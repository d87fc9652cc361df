/**
 * The one case rule of names (services, environments, kinds, people): ASCII letters only.
 * PostgreSQL's `lower(x collate "C")` touches A to Z alone on every provider, while lower() under its builtin C.UTF-8 folds
 * `À` and turns `İ` into `i` where JavaScript answers two characters; so ASCII is all that both sides can promise.
 */
export const fold = (text: string): string => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** The same rule as SQL, for a registry whose column holds names as they came. An index must spell it the same way. */
export const foldedSql = (column: string): string => `lower(${column} collate "C")`;
