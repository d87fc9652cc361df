export type { Spoke } from '../beta/events.ts';
