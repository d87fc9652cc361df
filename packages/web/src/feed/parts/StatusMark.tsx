import type { Change, Status } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { useNow } from '../../ui/now.ts';
import { duration } from '../../ui/time.ts';

const marks: Record<Status, ReactNode> = {
  running: <circle cx="6" cy="6" r="3.2" fill="currentColor" stroke="none" />,
  finished: <path d="m2.5 6.5 2.3 2.3 4.7-5.3" />,
  failed: <path d="m3 3 6 6M9 3 3 9" />,
  reverted: <path d="M4.5 2.5 2 5l2.5 2.5M2 5h5a2.5 2.5 0 0 1 0 5H4.5" />,
  cancelled: <path d="M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM3.2 8.8l5.6-5.6" />,
  planned: <path d="M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM6 3.8V6l1.6 1" />,
};

const Running = ({ since }: { readonly since: number }) => <>{duration(Math.max(0, useNow() - since))}</>;

/** What is in order is only ticked; everything else says its word. */
export const StatusMark = ({ change }: { readonly change: Change }) => {
  const { status, durationMs, startedAt } = change;
  return (
    <span className={`status ${status}`}>
      <Icon size={12}>{marks[status]}</Icon>
      <span className={status === 'finished' ? 'unseen' : ''}>{status}</span>
      <span className="took">
        {status === 'running' && startedAt !== null ? (
          <Running since={Date.parse(startedAt)} />
        ) : durationMs === null ? null : (
          duration(durationMs)
        )}
      </span>
    </span>
  );
};
