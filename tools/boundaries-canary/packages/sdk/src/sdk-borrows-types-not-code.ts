export { wire } from '../../server/src/domains/beta/wire.ts';
