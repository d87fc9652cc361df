import { declares } from '../trust.ts';
import type { Who } from './wire.ts';
import { lasting } from './words.ts';

/** What else may lead to somebody, where no owner is known. */
export type Clues = {
  readonly lastSaid: {
    readonly who: string;
    readonly how: 'described' | 'saw';
    readonly ageMs: number;
  } | null;
  /** Who owns what needs it, the most of it first. */
  readonly callers: readonly { readonly caller: string; readonly owner: string }[];
  readonly system: { readonly name: string; readonly owners: readonly string[] } | null;
  readonly repository: string | null;
};

/** Nobody describes it any longer. */
export type Gone = { readonly since: Date; readonly owners: readonly string[] };

type Known = Pick<Who, 'entity' | 'tier' | 'owners' | 'contested' | 'contacts' | 'people'>;

const verbs = { onCall: 'Page', chat: 'Write in', email: 'Write to', issues: 'File it with' } as const;

const listed = (names: readonly string[], last = 'and'): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;

/** `Page PagerDuty pricing (https://…)`, and whose that is where it is not the entity's own. */
const reach = ({ entity, contacts, people }: Known): string => {
  const [first, second] = contacts;
  const told = ({ slot, label, url, of }: Who['contacts'][number], verb: string): string => {
    const where = url === null || url === label || url === `mailto:${label}` ? '' : ` (${url})`;
    return `${verb} ${label}${where}${of.ref === entity.ref ? '' : ` of ${of.name}`}${slot === 'issues' ? ', which nobody reads at night' : ''}`;
  };
  if (first === undefined) {
    const names = people.slice(0, 5).map(({ name }) => name);
    if (names.length === 0) return 'No way to reach them is known.';
    const more = people.length > names.length ? ` and ${people.length - names.length} more` : '';
    return `No contact is known; ask ${listed(names, 'or')}${more}.`;
  }
  const then = second === undefined ? '' : `; else ${told(second, verbs[second.slot].toLowerCase())}`;
  return `${told(first, verbs[first.slot])}${then}.`;
};

const withoutOwner = (known: Known, { lastSaid, callers, system, repository }: Clues): string => {
  const leads: string[] = [];
  const said = lastSaid && `${lastSaid.who} last ${lastSaid.how} it, ${lasting(lastSaid.ageMs)} ago`;
  if (said !== null && lastSaid?.how === 'described') leads.push(said);
  if (system !== null)
    leads.push(
      system.owners.length === 0
        ? `it is part of ${system.name}`
        : `it is part of ${system.name}, which ${listed(system.owners)} ${system.owners.length === 1 ? 'owns' : 'own'}`,
    );
  for (const { caller, owner } of callers.slice(0, 2)) leads.push(`${owner} owns ${caller}, which needs it`);
  if (repository !== null) leads.push(`its code is at ${repository}`);
  // What merely looks at what runs leads to nobody: it tells that the thing lives.
  const lives = said !== null && lastSaid?.how === 'saw' ? [said] : [];
  const nowhere = lives.length === 0 ? 'Nothing else is known of it either' : 'Nothing leads to anybody';
  const so = [leads.length === 0 ? nowhere : `But ${leads.join('; ')}`, ...lives].join('; ');
  const first = `Nobody is known to own ${known.entity.name}.`;
  return known.contacts.length === 0 ? `${first} ${so}.` : `${first} ${reach(known)} ${so}.`;
};

/** These answer for others, and for themselves. */
export const answersItself = (kind: string): boolean => kind === 'team' || kind === 'person';

/** `pricing is gone: nobody has described it since 2026-03-01; it was last owned by payments.` */
export const answerAboutGone = (name: string, { since, owners }: Gone): string => {
  const last = owners.length === 0 ? 'nobody was known to own it' : `it was last owned by ${listed(owners)}`;
  return `${name} is gone: nobody has described it since ${since.toISOString().slice(0, 10)}; ${last}.`;
};

/** One sentence or three, for somebody who was woken. */
export const answerTo = (known: Known, clues: Clues): string => {
  const { entity, tier, owners, contested } = known;
  if (answersItself(entity.kind)) return `${entity.name} is a ${entity.kind}. ${reach(known)}`;
  const chosen = owners.filter((it) => it.chosen);
  const [first] = chosen;
  if (first === undefined) return withoutOwner(known, clues);
  const what = tier === null ? entity.name : `${entity.name} (tier ${tier})`;
  // `frontend owns frontend` tells nobody who that is.
  const called = ({ owner }: Who['owners'][number]): string =>
    owner.name === entity.name ? `${owner.kind} ${owner.name}` : owner.name;
  const names = listed(chosen.map(called));
  // Whoever merely commits, or calls, does not contest anything.
  const others = owners
    .filter((it) => !it.chosen && it.said.some(({ by }) => declares(by)))
    .map(({ owner }) => owner.name);
  const who = contested
    ? `${names} probably ${chosen.length === 1 ? 'owns' : 'own'} ${what}, but other sources say ${listed(others, 'or')}.`
    : first.confidence < 0.5
      ? `${names} may own ${what}, as far as can be guessed: ${first.reasons[0] ?? 'nobody says so'}.`
      : `${names} ${chosen.length === 1 ? 'owns' : 'own'} ${what}.`;
  return `${who} ${reach(known)}`;
};
