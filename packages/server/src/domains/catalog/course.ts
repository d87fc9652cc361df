import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { chosenIn, type Version } from './fold.ts';
import { type Edge, edgesOf, namesOf } from './rows.ts';
import { weightOf } from './weight.ts';

/** A stretch of time for which something stood; `until` null where it stands. */
export type Stretch<Row> = { readonly row: Row; readonly since: string; readonly until: string | null };

export type Name = { readonly name: string; readonly what: 0 | 1 | 2; readonly weight: number };

/** What becomes of an entity within a batch, as rows: which of those stored end, when, and which come. */
export type Course<Row> = {
  readonly ends: readonly { row: Row; until: string }[];
  readonly come: readonly Stretch<Row>[];
};

type Open<Row> = { readonly row: Row; readonly since: string; readonly stored: boolean };

/**
 * The stretches of parts that come and go with the versions of a whole. `parts` answers those of one version by key; two
 * parts of one key that differ as JSON are two stretches. What came and went at one instant never was.
 */
const stretches = <Row>(
  stored: Version | null,
  versions: readonly Version[],
  parts: (version: Version) => ReadonlyMap<string, Row>,
): Course<Row> => {
  const ends: { row: Row; until: string }[] = [];
  const come: Stretch<Row>[] = [];
  const open = new Map<string, Open<Row>>();
  if (stored !== null)
    for (const [key, row] of parts(stored)) open.set(key, { row, since: stored.since, stored: true });
  const end = ({ row, since, stored: isStored }: Open<Row>, until: string): void => {
    if (isStored) ends.push({ row, until });
    else if (since < until) come.push({ row, since, until });
  };
  for (const version of versions) {
    const now = parts(version);
    for (const [key, it] of open) {
      const row = now.get(key);
      if (row !== undefined && JSON.stringify(row) === JSON.stringify(it.row)) continue;
      end(it, version.since);
      open.delete(key);
    }
    for (const [key, row] of now)
      if (!open.has(key)) open.set(key, { row, since: version.since, stored: false });
  }
  for (const { row, since, stored: isStored } of open.values())
    if (!isStored) come.push({ row, since, until: null });
  return { ends, come };
};

export const edgeCourse = (
  ref: Ref,
  stored: Version | null,
  versions: readonly Version[],
): Course<Edge & { claimed_by: Ref }> =>
  stretches(
    stored,
    versions,
    (version) =>
      new Map([...edgesOf(ref, chosenIn(version))].map(([key, edge]) => [key, { ...edge, claimed_by: ref }])),
  );

export const nameCourse = (
  ref: Ref,
  stored: Version | null,
  versions: readonly Version[],
): Course<Name & { ref: Ref }> =>
  stretches(stored, versions, (version) => {
    const chosen = chosenIn(version);
    const weight = weightOf(partsOf(ref).kind, chosen.tier ?? null);
    return new Map([...namesOf(chosen)].map(([name, what]) => [name, { ref, name, what, weight }]));
  });

/** The versions of a batch as stretches; of several that begin at one instant the last stands. */
export const versionCourse = (versions: readonly Version[]): Stretch<Version>[] =>
  versions.flatMap((row, index) => {
    const until = versions[index + 1]?.since ?? null;
    return until === row.since ? [] : [{ row, since: row.since, until }];
  });
