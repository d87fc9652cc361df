import type { ComponentType } from 'react';

type BothProps = {
  readonly of: ComponentType;
  /** One below the other, for what needs the whole width. */
  readonly stacked?: boolean;
};

/** The same by day and by night, whatever theme the reader has. */
export const Both = ({ of: Specimens, stacked = false }: BothProps) => (
  <div className={stacked ? 'both stacked' : 'both'}>
    {(['light', 'dark'] as const).map((side) => (
      <div key={side} className={`side ${side}`}>
        <p className="side-name">{side}</p>
        <Specimens />
      </div>
    ))}
  </div>
);
