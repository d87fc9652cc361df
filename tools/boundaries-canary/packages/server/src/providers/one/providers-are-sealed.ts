export { map } from '../../sources/two/map.ts';
