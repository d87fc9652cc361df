/** One word of a command that is to be pasted: in single quotes, where a shell runs nothing, unless it is plain anyway. */
export const shellWord = (text: string): string =>
  /^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
