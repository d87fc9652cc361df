import { contactSlots, observers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { type EntityRow, entityRows } from '../cards.ts';
import type { Claim } from '../claim.ts';
import { collect } from '../graph/load.ts';
import { emptyNet } from '../graph/net.ts';
import { namedOf, nameIn } from '../named.ts';
import { claimsAt } from '../past.ts';
import { refuse } from '../refusals.ts';
import { sourcesOf } from '../sources.ts';
import type { EntityPage } from '../wire.ts';
import { answerAboutGone, answersItself, answerTo, type Clues } from './answer.ts';
import { confidenceOf, type Word } from './confidence.ts';
import { membersOf, type Party, partiesOf } from './household.ts';
import { mayBeTwo } from './namesakes.ts';
import { keptApart } from './nudge-rules.ts';
import type { Who } from './wire.ts';
import { reasonOf } from './words.ts';

/** What is known of each source, by its name. */
type Sources = ReadonlyMap<string, EntityPage['sources'][number]>;

const latest = (claim: Claim, sources: Sources): number =>
  Math.max(Date.parse(claim.at), Date.parse(sources.get(claim.source)?.lastSeen ?? claim.at));

const wordOf = (claim: Claim, owner: Ref | null, sources: Sources, now: number): Word => ({
  by: claim.reader,
  ageMs: now - latest(claim, sources),
  certainty: claim.confidence,
  place: owner === null ? 0 : (claim.says.owners ?? []).indexOf(owner),
});

/** Everybody whom any source names, the chosen first, then the surest. */
const ownersIn = (
  claims: readonly Claim[],
  chosen: readonly Ref[],
  sources: Sources,
  now: number,
): (Omit<Who['owners'][number], 'owner'> & { readonly ref: Ref })[] => {
  const naming = claims.filter(({ says }) => (says.owners ?? []).length > 0);
  const refs = [...new Set([...chosen, ...naming.flatMap(({ says }) => says.owners ?? [])])];
  const all = refs.map((ref) => {
    const agree = naming.filter(({ says }) => says.owners?.includes(ref));
    const differ = naming.filter((claim) => !agree.includes(claim));
    return {
      ref,
      chosen: chosen.includes(ref),
      confidence: confidenceOf(
        agree.map((claim) => wordOf(claim, ref, sources, now)),
        differ.map((claim) => wordOf(claim, null, sources, now)),
      ),
      reasons: agree.map((claim) => {
        const { lastSeen, failure } = sources.get(claim.source) ?? { lastSeen: null, failure: null };
        return reasonOf({
          by: claim.reader,
          source: claim.source,
          actor: claim.actor,
          ageMs: now - Date.parse(claim.at),
          seenMs: lastSeen === null ? null : now - Date.parse(lastSeen),
          failure,
        });
      }),
      said: agree.map(({ reader, source, at }) => ({
        by: reader,
        source,
        at,
        lastSeen: sources.get(source)?.lastSeen ?? null,
      })),
    };
  });
  // The chosen in the order in which they are named: of several the first answers.
  const rank = (ref: Ref): number => (chosen.includes(ref) ? chosen.indexOf(ref) : chosen.length);
  return all.sort((a, b) => rank(a.ref) - rank(b.ref) || b.confidence - a.confidence);
};

/** At night somebody awake comes first, and a list of issues last. */
const urgency = { onCall: 0, chat: 1, email: 1, issues: 2 } as const;

/** Whoever is on call, then where people read, each party by party; the same address once. */
const contactsIn = (parties: readonly Party[]): Who['contacts'] => {
  const seen = new Set<string>();
  const all = parties.flatMap(({ ref, kind, name, body }) =>
    contactSlots.flatMap((slot) => {
      const contact = body.contacts?.[slot];
      if (contact === undefined || seen.has(contact.url ?? contact.label)) return [];
      seen.add(contact.url ?? contact.label);
      return [{ slot, label: contact.label, url: contact.url, of: { ref, kind, name, known: true } }];
    }),
  );
  return all.sort((a, b) => urgency[a.slot] - urgency[b.slot]);
};

/** Who owns what needs it. */
const callersOf = async (
  reader: Reader,
  ref: Ref,
  at: Date | null,
): Promise<{ caller: Ref; owner: Ref }[]> => {
  const net = emptyNet();
  await collect(net, reader, { start: ref, direction: 'in', depth: 0, limit: 200 }, at);
  const found: { caller: Ref; owner: Ref }[] = [];
  net.each('in', net.node(ref), (other) => {
    const [owner] = net.described(other)?.owners ?? [];
    if (owner !== undefined) found.push({ caller: net.ref(other), owner });
  });
  return found.sort((a, b) => (a.caller < b.caller ? -1 : 1));
};

/** What looks at what runs is known by what it is, not by who reports it: that is Nightjar, or a token. */
const saidBy = (claim: Claim, sources: Sources, now: number): Clues['lastSaid'] => {
  if (observers.has(claim.reader))
    return { who: claim.reader, how: 'saw', ageMs: now - latest(claim, sources) };
  const who = claim.actor ?? claim.reader;
  return { who, how: 'described', ageMs: now - Date.parse(claim.at) };
};

const cluesTo = async (
  reader: Reader,
  row: EntityRow,
  claims: readonly Claim[],
  sources: Sources,
  now: { at: Date | null; ms: number },
): Promise<Clues> => {
  const callers = await callersOf(reader, row.ref, now.at);
  const [system] = row.system === null ? [] : await entityRows(reader, [row.system], now.at);
  const refs = [...callers.flatMap(({ caller, owner }) => [caller, owner]), ...(system?.body.owners ?? [])];
  const named = await namedOf(reader, refs, now.at);
  const name = (ref: Ref): string => nameIn(named, ref).name;
  const last = claims
    .filter(({ actor, reader: by }) => actor !== null || observers.has(by))
    .sort((a, b) => (a.at > b.at ? -1 : 1))[0];
  return {
    lastSaid: last === undefined ? null : saidBy(last, sources, now.ms),
    callers: callers.map(({ caller, owner }) => ({ caller: name(caller), owner: name(owner) })),
    system: system === undefined ? null : { name: system.name, owners: system.body.owners.map(name) },
    repository: row.body.repository?.url ?? null,
  };
};

const noClues: Clues = { lastSaid: null, callers: [], system: null, repository: null };

/** Who answers for an entity at an instant (null: now, which `clock` tells). */
export const whoAnswersFor = async (
  reader: Reader,
  ref: Ref,
  { at, clock }: { at: Date | null; clock: Date },
): Promise<Who> => {
  const ms = (at ?? clock).getTime();
  const [[row], claims] = await Promise.all([entityRows(reader, [ref], at), claimsAt(reader, ref, at)]);
  if (row === undefined) throw refuse('catalog.unknown-entity', { detail: `There was no ${ref}.` });
  const sources = new Map((await sourcesOf(reader, ref, claims, at)).map((it) => [it.source, it]));
  const owners = ownersIn(claims, row.body.owners, sources, ms);
  const [parties, people] = await Promise.all([
    partiesOf(reader, row, at),
    membersOf(reader, answersItself(row.kind) ? [ref] : row.body.owners, at),
  ]);
  const named = await namedOf(reader, [ref, ...owners.map((it) => it.ref), ...people], at);
  const known = {
    entity: nameIn(named, ref),
    tier: row.body.tier ?? null,
    owners: owners.map(({ ref: owner, ...rest }) => ({ owner: nameIn(named, owner), ...rest })),
    contested: row.contested,
    contacts: contactsIn([row, ...parties]),
    people: people.map((person) => nameIn(named, person)),
  };
  if (row.state === 'gone') {
    const last = { since: row.since, owners: known.owners.map(({ owner }) => owner.name) };
    // Nobody says any longer whose it is, so nothing is more or less sure.
    return {
      ...known,
      owners: [],
      answer: answerAboutGone(row.name, last),
      goneSince: row.since.toISOString(),
      at: at?.toISOString() ?? null,
      position: reader.position,
      stale: reader.stale,
    };
  }
  const clues =
    row.body.owners.length > 0 || answersItself(row.kind)
      ? noClues
      : await cluesTo(reader, row, claims, sources, { at, ms });
  const two = (await mayBeTwo(reader, ref, at))
    ? ` ${row.name} may be two things of one name; if so, ${keptApart}.`
    : '';
  return {
    ...known,
    answer: `${answerTo(known, clues)}${two}`,
    at: at?.toISOString() ?? null,
    position: reader.position,
    stale: reader.stale,
  };
};
