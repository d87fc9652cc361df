import type { SourceCard } from '@nightjar/sdk/wire';
import { Notice } from '../ui/Notice.tsx';
import { To } from '../ui/To.tsx';
import { grouped } from './groups.ts';
import { SourceRow } from './SourceRow.tsx';
import { startAt } from './start/ways.ts';

type ListProps = {
  readonly sources: readonly SourceCard[];
  readonly typed: string;
  readonly onClear: () => void;
};

const Section = ({ title, members }: { readonly title: string; readonly members: readonly SourceCard[] }) => (
  <section className="source-group">
    <h2>
      {title} <span className="count">{members.length}</span>
    </h2>
    <ul>
      {members.map((source) => (
        <SourceRow key={source.name} source={source} />
      ))}
    </ul>
  </section>
);

/** What is connected above, what could be below, by what it is. */
export const SourceList = ({ sources, typed, onClear }: ListProps) => {
  const { connected, groups } = grouped(sources, typed);
  if (connected.length + groups.length === 0)
    return (
      <Notice rank={2} title="No source is called so" action={{ label: 'Show all', run: onClear }}>
        <p>Whatever can send JSON over HTTP can be connected: look under “Anything else”.</p>
      </Notice>
    );
  const isEmpty = sources.every(({ state }) => state === 'unconnected');
  return (
    <>
      {isEmpty && (
        <p className="source-first">
          Nothing is connected yet. Choose what you use, or <To href={startAt()}>be led to a first change</To>
          .
        </p>
      )}
      {connected.length > 0 && <Section title="Connected" members={connected} />}
      <div className="source-groups">
        {groups.map(({ title, members }) => (
          <Section key={title} title={title} members={members} />
        ))}
      </div>
    </>
  );
};
