/** SQLSTATE, https://www.postgresql.org/docs/18/errcodes-appendix.html: shutting down, no room, no lock, no time, no connection. */
const away =
  /^(?:57P0[1-3]|25P03|53...|55P03|57014|40001|40P01|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** What pg says without a code, in client.js and pg-pool. */
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

export type Trouble = { readonly is: 'away' | 'character' | 'other' };

/** What an error that a query has thrown means for who asked: try again, ask otherwise, or a bug. */
export const databaseTrouble = (error: Error): Trouble => {
  const code = 'code' in error ? String(error.code) : '';
  if (away.test(code) || lost.test(error.message)) return { is: 'away' };
  // character_not_in_repertoire, untranslatable_character
  return { is: code === '22021' || code === '22P05' ? 'character' : 'other' };
};
