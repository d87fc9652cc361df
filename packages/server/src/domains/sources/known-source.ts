import { cloudEvents } from '../../sources/cloudevents/index.ts';
import { refused } from '../../sources/refusals.ts';
import type { Reader, Source } from '../../sources/source.ts';

const unknown = (names: readonly string[]) =>
  refused('source.unknown', { detail: `No source has this name; there are ${names.join(', ')}.` });

/** The source of this name, or a refusal that lists those there are. */
export const knownSource = (sources: readonly Source[], name: string): Source => {
  const source = sources.find((it) => it.name === name);
  if (source === undefined) throw unknown(sources.map((it) => it.name));
  return source;
};

/** Whatever reads deliveries under this name: CloudEvents have no page of their own, and a token in place of a secret. */
export const knownReader = (sources: readonly Source[], name: string): Reader => {
  const readers: readonly Reader[] = [...sources, cloudEvents];
  const reader = readers.find((it) => it.name === name);
  if (reader === undefined) throw unknown(readers.map((it) => it.name));
  return reader;
};
