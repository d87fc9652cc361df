import { type ComponentType, type ReactNode, useId } from 'react';
import { Both } from './Both.tsx';

type ChapterProps = {
  readonly title: string;
  /** What holds for all of it. */
  readonly says: ReactNode;
  readonly of: ComponentType;
  readonly stacked?: boolean;
};

export const Chapter = ({ title, says, of, stacked = false }: ChapterProps) => {
  const id = useId();
  return (
    <section className="chapter" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{says}</p>
      <Both of={of} stacked={stacked} />
    </section>
  );
};
