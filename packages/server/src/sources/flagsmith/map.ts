import type { Delivery, Reading } from '../source.ts';
import { auditLog } from './audit-log.ts';
import { flagDeleted, flagUpdated } from './flag.ts';

const readers = new Map<string, (body: unknown) => Reading>([
  ['FLAG_UPDATED', flagUpdated],
  ['FLAG_DELETED', flagDeleted],
  ['AUDIT_LOG_CREATED', auditLog],
]);

export const map = ({ event, body }: Delivery): Reading =>
  readers.get(event)?.(body) ?? {
    is: 'ignored',
    why: `The event ${event.slice(0, 100)} tells of no change.`,
  };
