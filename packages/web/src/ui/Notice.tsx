import type { ReactNode } from 'react';

type NoticeProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'calm' | 'bad';
  /** 2 where the screen has a heading of its own. */
  readonly rank?: 1 | 2;
};

/** In place of lines: what is so, and the one thing to do about it. */
export const Notice = ({ title, children, action, tone = 'calm', rank = 1 }: NoticeProps) => (
  <section className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    {rank === 1 ? <h1>{title}</h1> : <h2 className="notice-title">{title}</h2>}
    {children}
    {action !== undefined && (
      <button type="button" className="button" onClick={action.run}>
        {action.label}
      </button>
    )}
  </section>
);
