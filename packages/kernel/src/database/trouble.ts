/** SQLSTATE, https://www.postgresql.org/docs/18/errcodes-appendix.html: shutting down, no room, no lock, no time, no connection. */
const away = /^(?:57P0[1-3]|25P03|53...|55P03|57014|40001|40P01|08...)$/;

/** What the system says of a socket or a name. */
const errno =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|ERR_STREAM_DESTROYED|ERR_STREAM_WRITE_AFTER_END)$/;

/** What pg says without a code, in client.js and pg-pool. */
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired$|Query read timeout$|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end|Received unexpected \w+ message from backend)/;

/** Five of 0-9 and A-Z; a system error's name (`EPIPE`) may look the same. */
const sqlState = /^[0-9A-Z]{5}$/;

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** The SQLSTATE that the database answered with, or null where the error is not its answer. */
export const stateOf = (error: Error): string | null => {
  const code = codeOf(error);
  return sqlState.test(code) && !errno.test(code) ? code : null;
};

/** The connection was lost, or none could be had: the error is the system's or the driver's own, not the database's answer. */
export const connectionLost = (error: Error): boolean => {
  const code = codeOf(error);
  return code === '' ? lost.test(error.message) : errno.test(code);
};

export type Trouble = { readonly is: 'away' | 'character' | 'other' };

/** What an error that a query has thrown means for who asked: try again, ask otherwise, or a bug. */
export const databaseTrouble = (error: Error): Trouble => {
  const state = stateOf(error) ?? '';
  if (away.test(state) || connectionLost(error)) return { is: 'away' };
  // character_not_in_repertoire, untranslatable_character
  return { is: state === '22021' || state === '22P05' ? 'character' : 'other' };
};
