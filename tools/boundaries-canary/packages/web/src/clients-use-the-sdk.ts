export type { Wire } from '../../server/src/domains/beta/wire.ts';
