import { createHash } from 'node:crypto';
import type { Description, Fault, Reading } from '@nightjar/descriptors/description';
import { readDescriptors } from '@nightjar/descriptors/read-descriptors';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { entities } from '../projection.ts';
import { refuse } from '../refusals.ts';
import { mostBytes } from './bounds.ts';
import { checkOrigin, describe } from './describe.ts';
import { type Held, heldName, heldWithin } from './held.ts';
import { judge } from './judge.ts';
import { faultOfKey } from './key-text.ts';
import { movedLines } from './lines.ts';
import type { Normalised } from './normalise.ts';
import { type Outcome, sourceOf } from './plan.ts';
import { isKnownText, keepText } from './texts.ts';
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

/** What stands from a text, document by document, as it was read from it. */
const unchanged = (held: readonly Held[], moved: ReadonlyMap<string, number>): DescribedDocument[] =>
  [...Map.groupBy(held, (it) => moved.get(heldName(it)) ?? it.line ?? 1)]
    .sort(([a], [b]) => a - b)
    .map(([line, its], index) => ({
      document: index + 1,
      line,
      status: 'unchanged',
      entities: its.map(({ entity }) => entity),
      warnings: [],
      refusal: null,
    }));

/** A document, what is said in it, and why nothing of that is taken: all of it or nothing. */
type Read = {
  readonly document: Document;
  readonly told: readonly Description[];
  readonly judged: readonly Normalised[];
  readonly fault: string | null;
};

const judgedIn = async (documents: readonly Document[]): Promise<Read[]> => {
  const each = documents.map((it) => (it.is === 'read' ? it.descriptions : []));
  const all = await judge(each.flat());
  let next = 0;
  return documents.map((document, index) => {
    const told = each[index] ?? [];
    const judged = all.slice(next, next + told.length);
    next += told.length;
    const refused = judged.find((it) => !it.ok);
    if (refused === undefined || refused.ok) return { document, told, judged, fault: null };
    return { document, told: [], judged: [], fault: `${refused.pointer} ${refused.detail}` };
  });
};

const resultOf = ({ document, fault }: Read, outcomes: readonly Outcome[]): DescribedDocument => {
  const { document: nth, line } = document;
  const base = { document: nth, line, entities: [], warnings: [] };
  if (document.is === 'refused') return { ...base, status: 'refused', refusal: refusalOf(document.fault) };
  if (fault !== null) return { ...base, status: 'refused', refusal: refusedAs(line, 'schema', fault) };
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
 * not now is withdrawn, unless a part of the file cannot be read. The same text again is not even read. Refuses with
 * `catalog.origin`, `catalog.no-documents`, and as `describe` does.
 */
export const takeDescriptors = async (kernel: Kernel, caller: Caller, sent: Sent): Promise<Descriptors> => {
  const origin = sent.origin ?? 'sent';
  const path = sent.path ?? 'catalog-info.yaml';
  checkOrigin(origin);
  const faultOfPath = faultOfKey(path, mostBytes.place);
  if (faultOfPath !== null) throw refuse('catalog.origin', { detail: faultOfPath, pointer: '/path' });
  const source = `${origin}/${path}`;
  // All that comes without a name of its own has the same one: nothing of it is known to have been in this file.
  const sources =
    sent.origin === null || sent.path === null ? [] : ofFiles.map((by) => sourceOf(by, origin, path));
  const repository = sent.repository ?? repositoryOf(origin);
  const text = digest(reading, origin, path, repository, sent.text);
  const { org } = caller;
  if (sources.length > 0) {
    const reader = await kernel.reader(caller, { of: [entities], consistency: 'strong' });
    const held = await heldWithin(reader, { is: 'sources', sources });
    if (held.length > 0 && (await isKnownText(reader, org, source, { text, held })))
      return {
        position: reader.position,
        source,
        results: unchanged(held, await movedLines(reader, org, held)),
      };
  }

  const { documents } = readDescriptors(sent.text, {
    path,
    origin,
    ...(repository === null ? {} : { repository }),
  });
  // A file that was cut off on its way reads like this, and would take back all that it said.
  if (documents.length === 0) throw refuse('catalog.no-documents');
  const read = await judgedIn(documents);
  const descriptions = read.flatMap(({ told }) => told);
  const whole = read.every(({ document, fault }) => document.is === 'read' && fault === null);
  const clean = whole && documents.every((it) => it.is === 'read' && it.warnings.length === 0);
  const telling = {
    by: 'backstage',
    origin,
    whole: false,
    descriptions,
    ...(sent.at === null ? {} : { at: sent.at }),
    replaces: whole ? sources : [],
  } as const;
  const judged = read.flatMap((it) => it.judged);
  const { position, results } = await describe(kernel, caller, telling, judged);
  if (sources.length > 0) {
    const said = results.filter((it) => it.is !== 'refused');
    const sound = clean && said.length === results.length;
    await keepText(kernel.database, org, source, { text: sound ? text : null, said });
  }
  let next = 0;
  return {
    position,
    source,
    results: read.map((it) => {
      const outcomes = results.slice(next, next + it.told.length);
      next += it.told.length;
      return resultOf(it, outcomes);
    }),
  };
};
