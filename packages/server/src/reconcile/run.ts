import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { beginRounds, type Round, roundTopic } from '../rounds.ts';
import { type AtDesk, reconcileOnce } from './once.ts';
import type { Reconciler } from './reconciler.ts';
import { reconcilerRoutes } from './routes.ts';

const roundOf = (kernel: Kernel, reconciler: Reconciler, parts: AtDesk): Round => ({
  topic: `reconcile.${reconciler.name}`,
  everyMs: reconciler.everyMs,
  run: (signal) => reconcileOnce(kernel, reconciler, parts, signal),
});

/** Asks vendors for what their webhooks may have lost: one task a reconciler, in one process at a time. */
export const reconciliation = (parts: AtDesk): Domain =>
  domain({
    name: 'reconcile',
    routes: (http, kernel) => reconcilerRoutes(http, kernel, parts.reconcilers),
    topics: (kernel) =>
      parts.reconcilers.map((it) => roundTopic(kernel, roundOf(kernel, it, parts), parts.secrets ?? [])),
  });

/** Begins what has not begun yet. */
export const beginReconciliation = (kernel: Kernel, parts: AtDesk): Promise<void> =>
  beginRounds(
    kernel,
    parts.reconcilers.map((it) => roundOf(kernel, it, parts)),
  );
