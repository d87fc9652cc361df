import { databaseTrouble } from '../database/trouble.ts';
import type { Refusal } from '../refusal.ts';
import { refused } from './request-refusals.ts';

type Coded = { readonly code?: unknown };

const refusalOfConnection = (thrown: unknown): Refusal | null => {
  if (!(thrown instanceof Error)) return null;
  // The client went away in mid-body; nobody is left to read the answer, and nothing of ours is broken.
  if (thrown.message === 'aborted')
    return refused('request.malformed', { detail: 'The connection ended before the body did.' });
  const { is } = databaseTrouble(thrown);
  if (is === 'away') return refused('database.unavailable', { retryAfterSeconds: 2 });
  return is === 'character' ? refused('request.character') : null;
};

/** What Fastify, Node and the database say in their own words, in ours. Null where it is none of the expected. */
export const refusalFrom = (thrown: unknown): Refusal | null => {
  switch ((thrown as Coded | null)?.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refused('request.too-large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refused('request.type');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refused('request.malformed', { detail: 'The body is not as long as Content-Length says.' });
    case 'FST_ERR_BAD_URL':
      return refused('request.malformed', { detail: 'The path has a percent sequence that is not UTF-8.' });
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refused('request.path-too-long');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refused('request.too-slow');
    case 'HPE_HEADER_OVERFLOW':
      return refused('request.head-too-large');
    default:
      return refusalOfConnection(thrown);
  }
};
