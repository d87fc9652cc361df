export { answers } from '../domains/beta/queries.ts';
