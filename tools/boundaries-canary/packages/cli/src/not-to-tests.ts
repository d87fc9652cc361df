export { planted } from './planted.test.ts';
