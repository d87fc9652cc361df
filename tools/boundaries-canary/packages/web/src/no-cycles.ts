import { b } from './no-cycles-other.ts';
export const a = (): unknown => b;
