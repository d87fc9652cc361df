export { map } from '../two/map.ts';
