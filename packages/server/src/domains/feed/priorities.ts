/** How much a change could break (`priorityOf`). */
export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];
