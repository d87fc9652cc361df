import type { ReactNode } from 'react';

type NoticeProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'calm' | 'bad';
};

/** In place of lines: what is so, and the one thing to do about it. */
export const Notice = ({ title, children, action, tone = 'calm' }: NoticeProps) => (
  <section className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <h1>{title}</h1>
    {children}
    {action !== undefined && (
      <button type="button" className="button" onClick={action.run}>
        {action.label}
      </button>
    )}
  </section>
);
