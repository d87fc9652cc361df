import { createHash } from 'node:crypto';
import type { Fault, Reading } from '@nightjar/descriptors/description';
import { readDescriptors } from '@nightjar/descriptors/read-descriptors';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { entities } from '../projection.ts';
import { describe } from './describe.ts';
import { type Held, heldWithin } from './held.ts';
import { normalise, type Told } from './normalise.ts';
import { type Outcome, sourceOf } from './plan.ts';
import type { DescribedDocument, Descriptors } from './wire.ts';

/** Grows when a reader makes something else of the same text: then the hash of the text does not save reading it. */
const reading = 2;

/** The readers of files: whichever of them read a path before, its word is replaced. */
const ofFiles = ['backstage', 'effx', 'definition'] as const;

type Document = Reading['documents'][number];

/** A file of descriptors, and where it is from; without both of these nothing is known to have been there before. */
export type Sent = {
  readonly text: string;
  readonly origin: string | null;
  readonly path: string | null;
  /** Its web address; null: as the origin tells it. */
  readonly repository?: string | null;
  readonly at: Date | null;
};

/**
 * `github.com/acme/shop` is at https://github.com/acme/shop, as `nightjar catalog apply` has it: who sends the same file the one
 * way and the other says the same.
 */
const repositoryOf = (origin: string): string | null =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\w.~-]+){2,}$/i.test(origin) ? `https://${origin}` : null;

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const refusalOf = ({ code, says, line, column, next }: Fault): DescribedDocument['warnings'][number] => ({
  code,
  detail: says,
  line,
  column,
  next,
});

const refusedAs = (line: number, code: string, detail: string): DescribedDocument['warnings'][number] => ({
  code,
  detail,
  line,
  column: 1,
  next: 'Mend it and send the file again; the rest of it stands.',
});

/** What stands from this very text: as many as were read from it then, and nothing else from its path. */
const unchanged = (held: readonly Held[], hash: string): DescribedDocument[] | null => {
  const text = `${hash}/${held.length}`;
  if (held.length === 0 || held.some((it) => it.text_hash !== text)) return null;
  return [...Map.groupBy(held, ({ line }) => line ?? 1)]
    .sort(([a], [b]) => a - b)
    .map(([line, its], index) => ({
      document: index + 1,
      line,
      status: 'unchanged',
      entities: its.map(({ entity }) => entity),
      warnings: [],
      refusal: null,
    }));
};

/** A document's descriptions, or why none of them is taken: all of it or nothing. */
const toldBy = (document: Document): readonly Told[] | { readonly detail: string } => {
  if (document.is === 'refused') return [];
  for (const told of document.descriptions) {
    const made = normalise(told);
    if (!made.ok) return { detail: `${made.pointer} ${made.detail}` };
  }
  return document.descriptions;
};

const resultOf = (
  document: Document,
  told: ReturnType<typeof toldBy>,
  outcomes: readonly Outcome[],
): DescribedDocument => {
  const { document: nth, line } = document;
  const base = { document: nth, line, entities: [], warnings: [] };
  if (document.is === 'refused') return { ...base, status: 'refused', refusal: refusalOf(document.fault) };
  if ('detail' in told)
    return { ...base, status: 'refused', refusal: refusedAs(line, 'schema', told.detail) };
  const refused = outcomes.flatMap((it) =>
    it.is === 'refused' ? [refusedAs(line, it.code, it.detail)] : [],
  );
  const taken = outcomes.filter((it) => it.is !== 'refused');
  const warnings = document.warnings.map(refusalOf);
  const [first] = refused;
  if (taken.length === 0 && first !== undefined)
    return { ...base, warnings, status: 'refused', refusal: first };
  return {
    ...base,
    status: taken.some(({ is }) => is === 'described') ? 'described' : 'unchanged',
    entities: taken.map(({ entity }) => entity),
    warnings: [...warnings, ...refused],
    refusal: null,
  };
};

/**
 * Takes in a file of descriptors, each document for itself. What the same path of the same origin described before and does
 * not now is withdrawn, unless a part of the file cannot be read. The same text again is not even read.
 */
export const takeDescriptors = async (kernel: Kernel, caller: Caller, sent: Sent): Promise<Descriptors> => {
  const origin = sent.origin ?? 'sent';
  const path = sent.path ?? 'catalog-info.yaml';
  const source = `${origin}/${path}`;
  const sources = ofFiles.map((by) => sourceOf(by, origin, path));
  const repository = sent.repository ?? repositoryOf(origin);
  const hash = digest(reading, origin, path, repository, sent.text);
  const reader = await kernel.reader(caller, { of: [entities], consistency: 'strong' });
  const known = unchanged(await heldWithin(reader, { is: 'sources', sources }), hash);
  if (known !== null) return { position: reader.position, source, results: known };

  const { documents } = readDescriptors(sent.text, {
    path,
    origin,
    ...(repository === null ? {} : { repository }),
  });
  const told = documents.map(toldBy);
  const descriptions = told.flatMap((it) => ('detail' in it ? [] : it));
  const whole = documents.every(({ is }, index) => is === 'read' && !('detail' in (told[index] ?? [])));
  const clean = whole && documents.every((it) => it.is === 'read' && it.warnings.length === 0);
  const { position, results } = await describe(kernel, caller, {
    by: 'backstage',
    origin,
    whole: false,
    descriptions,
    ...(sent.at === null ? {} : { at: sent.at }),
    from: {
      text: clean ? `${hash}/${descriptions.length}` : null,
      sources: whole && sent.origin !== null && sent.path !== null ? sources : [],
    },
  });
  let next = 0;
  return {
    position,
    source,
    results: documents.map((document, index) => {
      const its = told[index] ?? [];
      const count = 'detail' in its ? 0 : its.length;
      const outcomes = results.slice(next, next + count);
      next += count;
      return resultOf(document, its, outcomes);
    }),
  };
};
