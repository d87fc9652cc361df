export { part } from '../beta/graphql/part.ts';
