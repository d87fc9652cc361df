import { type Reader as By, observers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { claimsOf } from '../memory.ts';
import { entities } from '../projection.ts';
import { refuse } from '../refusals.ts';
import { settled } from './aliases.ts';
import { announcement } from './announcement.ts';
import { recordSteps } from './append.ts';
import { becoming } from './became.ts';
import { mostBytes } from './bounds.ts';
import { type Held, heldAbout, heldBy, heldWithin, type Scope, withdrawnAbout } from './held.ts';
import { judge } from './judge.ts';
import { faultOfKey } from './key-text.ts';
import { noteLines } from './lines.ts';
import type { Normalised, Sound, Told } from './normalise.ts';
import { type Outcome, type Plan, plan, type Step, sourceOf } from './plan.ts';
import { noteSightings } from './sightings.ts';

/** What a reader has to say, in one run. */
export type Telling = {
  readonly by: By;
  /** Names what was looked at: `github.com/acme/pricing`. With `by` and a place it names the source: `by:origin/place`. */
  readonly origin: string;
  readonly descriptions: readonly Told[];
  /** All that there is at the origin: what a declared reader said before and does not say now is withdrawn. */
  readonly whole: boolean;
  /** Places that could not be read: what was read from them before stands. */
  readonly unread?: readonly string[];
  /** Relations that are told and were not seen of late, as `<place> <type> <to>`: their last sighting stands. */
  readonly quiet?: ReadonlySet<string>;
  /** When it was so; the moment of recording where not given. */
  readonly at?: Date;
  /** Who, where it is somebody else than the caller. */
  readonly actor?: string;
  /** For one text: the sources whose earlier word it replaces. */
  readonly replaces?: readonly string[];
  /** Not told in the feed: it is told there already, in other words. */
  readonly unannounced?: boolean;
  /** For an edit: the word that it goes on from, by its position (null: there was none). Another meanwhile is `catalog.contended`. */
  readonly upon?: { readonly source: string; readonly pos: number | null };
};

export type Described = {
  /** What a reader must have applied to see all of it. */
  readonly position: number;
  /** In the order of the descriptions. */
  readonly results: readonly Outcome[];
  /** Of what a source speaks no longer. */
  readonly withdrawn: readonly Ref[];
};

export const announceTopic = 'catalog.announce';

/** Of others who say the same at the same moment each wins once; three in a row means that something else is wrong. */
const attempts = 4;

/** For the model to take in what was recorded before: a large import takes a while. */
const patienceMs = 30_000;

const caughtUp = async (kernel: Kernel, caller: Caller): Promise<Reader> => {
  const head = await kernel.log.head();
  if (!(await kernel.projections.reached(entities, head, patienceMs)))
    throw refuse('catalog.behind', { retryAfterSeconds: 30 });
  return kernel.reader(caller, { of: [entities] });
};

/** What may be recorded, by its place, and at theirs why others may not. */
const sorted = (descriptions: readonly Told[], judged: readonly Normalised[]) => {
  const sound = new Map<number, Sound>();
  const results: Outcome[] = [];
  for (const [nth, made] of judged.entries()) {
    if (made.ok) sound.set(nth, made.sound);
    else {
      const { pointer, detail } = made;
      results[nth] = {
        is: 'refused',
        entity: descriptions[nth]?.entity ?? '',
        code: 'invalid',
        pointer,
        detail,
      };
    }
  }
  return { sound, results };
};

/** Refuses with `catalog.origin` what would stand in the name of every source there. */
export const checkOrigin = (origin: string): void => {
  const detail = faultOfKey(origin, mostBytes.origin);
  if (detail !== null) throw refuse('catalog.origin', { detail, pointer: '/origin' });
};

/** Nobody has a word about the future. */
const upToNow = ({ at, ...telling }: Telling, now: Date): Telling =>
  at === undefined || at >= now ? telling : { ...telling, at };

const scopeOf = ({ by, origin, whole, replaces }: Telling): Scope | null => {
  if (replaces !== undefined) return replaces.length === 0 ? null : { is: 'sources', sources: replaces };
  // What observers no longer see fades; it is not taken back.
  return whole && !observers.has(by) ? { is: 'origin', by, origin } : null;
};

/** What was told, and what of it stood already. */
type Seen = { readonly told: readonly Sound[]; readonly again: Plan['again'] };

/** What is to be recorded, given what stands at this moment. */
const planned = async (
  reader: Reader,
  telling: Telling,
  sound: ReadonlyMap<number, Sound>,
  unread: ReadonlySet<string>,
) => {
  const known = [...(await settled(reader, [...sound.values()]))];
  const said = new Map([...sound.keys()].map((nth, index) => [nth, known[index]] as const));
  const refs = new Set(known.map(({ sound: { entity } }) => entity));
  const watching = known.flatMap(({ sound: { by, place } }) =>
    observers.has(by) ? [sourceOf(by, telling.origin, place)] : [],
  );
  const scope = scopeOf(telling);
  const within = scope === null ? [] : await heldWithin(reader, scope);
  const held = await heldAbout(reader, [...refs]);
  const { upon } = telling;
  // Asked one after the other, they may tell of two moments.
  const goesOn = (list: readonly Held[]): boolean =>
    (list.find(({ source }) => source === upon?.source)?.pos ?? null) === upon?.pos;
  if (upon !== undefined && !(goesOn(within) && (said.size === 0 || goesOn(held))))
    throw refuse('catalog.contended', { retryAfterSeconds: 1 });
  const { steps, outcomes, again } = plan({
    origin: telling.origin,
    at: telling.at ?? null,
    said: said as ReadonlyMap<number, (typeof known)[number]>,
    held,
    left: await withdrawnAbout(reader, [...refs]),
    bySame: watching.length === 0 ? [] : await heldBy(reader, [...new Set(watching)]),
    within,
    unread,
  });
  return { steps, outcomes, again, told: known.map((it) => it.sound) };
};

const lineOf = async (
  kernel: Kernel,
  reader: Reader,
  telling: Telling,
  by: { readonly subject: string; readonly name?: string },
  steps: readonly Step[],
) => {
  const changing = [...new Set(steps.map(({ entity }) => entity))];
  const claims = await claimsOf(reader, reader.table(entities, 'claim'), reader.caller.org, changing);
  const now = kernel.clock.now();
  const at = telling.at ?? now;
  const observation = announcement(becoming(claims, steps, { at, now, actor: by.subject }), {
    origin: telling.origin,
    at: at.toISOString(),
    by,
    keys: steps.map(({ key }) => key),
  });
  return observation === null
    ? null
    : { topic: announceTopic, payload: { observation }, org: reader.caller.org, unique: observation.key };
};

/**
 * Takes in what a reader has to say. Only what is said anew is recorded, a fact each, and told in one line of the feed; one
 * description that is refused leaves the others alone. Two who say the same at once record it once. Repeating a run that was cut
 * short records what is missing. `judged` are the descriptions as `judge` found them, where that is known. Refuses with
 * `catalog.behind` where what stands cannot be known yet, with `catalog.origin` where the origin cannot be part of a key.
 */
export const describe = async (
  kernel: Kernel,
  caller: Caller,
  given: Telling,
  judged?: readonly Normalised[],
): Promise<Described> => {
  const telling = upToNow(given, kernel.clock.now());
  checkOrigin(telling.origin);
  const actor = telling.actor ?? caller.subject;
  const { sound, results } = sorted(telling.descriptions, judged ?? (await judge(telling.descriptions)));
  const unread = new Set((telling.unread ?? []).map((place) => sourceOf(telling.by, telling.origin, place)));
  for (const [nth, told] of telling.descriptions.entries())
    if (results[nth] !== undefined) unread.add(sourceOf(told.by, telling.origin, told.place));
  const withdrawn = new Set<Ref>();
  let position = 0;
  let announced = false;
  let last: Seen = { told: [], again: [] };
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > (telling.upon === undefined ? attempts : 1))
      throw refuse('catalog.contended', { retryAfterSeconds: 1 });
    const reader = await caughtUp(kernel, caller);
    const now = await planned(reader, telling, sound, unread);
    last = now;
    for (const [nth, outcome] of now.outcomes) if (results[nth]?.is !== 'described') results[nth] = outcome;
    position = Math.max(position, reader.position);
    const { steps } = now;
    if (steps.length === 0) break;
    const task =
      announced || telling.unannounced === true
        ? null
        : await lineOf(
            kernel,
            reader,
            telling,
            telling.actor === undefined ? caller : { subject: actor },
            steps,
          );
    const recording = await recordSteps(kernel.log, caller, actor, steps, task);
    announced ||= recording.announced;
    position = Math.max(position, recording.position);
    for (const { entity, nth } of steps) if (nth === null) withdrawn.add(entity);
    for (const [{ nth, entity, fact }, { message }] of recording.refused) {
      if (nth === null) continue;
      unread.add(fact.data.source);
      results[nth] = { is: 'refused', entity, code: 'log', pointer: '', detail: message };
      sound.delete(nth);
    }
    if (!recording.overtaken) break;
  }
  const { told, again } = last;
  const seenAt = telling.at ?? kernel.clock.now();
  await noteSightings(kernel.database, caller.org, telling.origin, told, seenAt, telling.quiet);
  await noteLines(kernel.database, caller.org, again);
  return { position, results, withdrawn: [...withdrawn] };
};
