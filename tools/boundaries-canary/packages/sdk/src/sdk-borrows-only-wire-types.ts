export type { answers } from '../../server/src/domains/beta/queries.ts';
