import type { Phase } from '../../change/observation.ts';
import { field, idAt, textAt } from '../json.ts';

/** Whether the call failed: `status.code` is one of google.rpc.Code, and absent or 0 where it went well. */
export const failureOf = (entry: unknown): string | null => {
  const code = idAt(entry, 'protoPayload', 'status', 'code');
  if (code === null || code === '0') return null;
  return textAt(entry, 'protoPayload', 'status', 'message') ?? `code ${code}`;
};

/** A long-running operation writes an entry at its beginning and one at its end, of one `operation.id`. */
export const operationOf = (entry: unknown) => {
  const id = textAt(entry, 'operation', 'id');
  if (id === null) return null;
  return {
    id,
    first: field(entry, 'operation', 'first') === true,
    last: field(entry, 'operation', 'last') === true,
  };
};

export type Operation = NonNullable<ReturnType<typeof operationOf>>;

/** How far it has come. A call that is no operation is done when it is answered. */
export const phaseOf = (operation: Operation | null, failed: boolean): Phase => {
  if (failed) return 'failed';
  if (operation === null || operation.last) return 'finished';
  return operation.first ? 'started' : 'progressed';
};
