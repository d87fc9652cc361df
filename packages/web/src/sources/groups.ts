import type { SourceCard } from '@nightjar/sdk/wire';

type Group = SourceCard['group'];

/** As people look for them. */
const groups: Readonly<Record<Group, string>> = {
  code: 'Code',
  delivery: 'Builds and deploys',
  flags: 'Feature flags',
  infrastructure: 'Infrastructure',
  alerts: 'Alerts and on-call',
  chat: 'Chat and status pages',
  anything: 'Anything else',
};

const fits = ({ title, name, brings, group }: SourceCard, words: readonly string[]): boolean => {
  const text = `${title} ${name} ${brings} ${groups[group]}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** What is connected, the failing first; and what could be, by what it is. `typed`: words that all have to be in it. */
export const grouped = (sources: readonly SourceCard[], typed: string) => {
  const words = typed.toLowerCase().split(/\s+/);
  const found = sources.filter((source) => fits(source, words));
  const connected = found.filter(({ state }) => state !== 'unconnected');
  const others = found.filter(({ state }) => state === 'unconnected');
  return {
    connected: [
      ...connected.filter(({ state }) => state === 'failing'),
      ...connected.filter(({ state }) => state !== 'failing'),
    ],
    groups: (Object.keys(groups) as Group[]).flatMap((group) => {
      const members = others.filter((it) => it.group === group);
      return members.length === 0 ? [] : [{ title: groups[group], members }];
    }),
  };
};
