export { answers } from '../beta/queries.ts';
