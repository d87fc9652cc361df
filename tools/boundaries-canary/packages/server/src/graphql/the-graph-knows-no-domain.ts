export { wire } from '../domains/beta/wire.ts';
