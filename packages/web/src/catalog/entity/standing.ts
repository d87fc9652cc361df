import type { Standing } from './page-of.ts';

type Severity = NonNullable<Standing['alerts']>['alerts'][number]['severity'];

const bySeverity: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

/** The worst that is open; null where none says how bad it is. */
export const worstOf = ({ alerts }: NonNullable<Standing['alerts']>): Severity =>
  bySeverity.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? null;

/** How many changed, and how many of them failed or were taken back: `12 changes`, `2 failed or reverted`. */
export const dayInWords = ({
  total,
  failed,
  cut,
}: Standing['day']): { count: string; failed: string | null } => ({
  count: total === 0 ? 'No change' : `${total}${cut ? '+' : ''} ${total === 1 ? 'change' : 'changes'}`,
  failed: failed === 0 ? null : `${failed} failed or reverted`,
});
