import type { Phase } from '../../change/observation.ts';
import { field, idAt, textAt } from '../json.ts';
import { type Method, responseOf } from './method.ts';

/**
 * Cloud Run's first API answers at once and rolls out afterwards: an entry in the system_event log tells how that went. Both hold the
 * service as it then was, and so its generation, by which they are one change. Null for what is no such rollout.
 */
export const rolloutOf = (
  entry: unknown,
  method: Method,
): { readonly generation: string; readonly phase: Phase | null } | null => {
  if (method.service !== 'run' || !/(Create|Replace)Service$/.test(method.verb)) return null;
  const generation = idAt(responseOf(entry), 'metadata', 'generation');
  if (generation === null) return null;
  const isEvent = /system_event$/.test(textAt(entry, 'logName') ?? '');
  if (!isEvent) return { generation, phase: 'started' };
  const ready = textAt(entry, 'protoPayload', 'status', 'message') ?? '';
  const observed = field(entry, 'protoPayload', 'status', 'code');
  if (/status changed to True/i.test(ready)) return { generation, phase: 'finished' };
  return { generation, phase: /status changed to False/i.test(ready) || observed ? 'failed' : null };
};
