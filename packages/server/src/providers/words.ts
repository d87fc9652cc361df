import { createHash } from 'node:crypto';
import type { ToldDiagnosis, ToldJudgement, ToldSuspect } from '../evidence/told.ts';

/** What is said of a diagnosis in every place, before it is put into a vendor's form. */

export const testWords = 'This is a test of Nightjar: it tells of pages here. Nothing is broken.';

const mostSuspects = 3;
export const mostReasons = 3;

export const percent = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;

/** The foremost suspects that are told; none where no change is thought to have done it. */
export const toldSuspects = ({ suspects }: Pick<ToldDiagnosis, 'suspects'>): readonly ToldSuspect[] =>
  suspects.slice(0, mostSuspects);

/** The verdict in a sentence, no surer than it is. */
export const verdictOf = ({ verdict, probability, suspects }: ToldDiagnosis): string => {
  switch (verdict) {
    case 'change':
      return suspects.length === 1
        ? `Probably this change (${percent(probability)}).`
        : `Probably one of these changes (${percent(probability)}).`;
    case 'not a change':
      return `Nothing plausible changed: that a change did it has ${percent(probability)}.`;
    case 'unknown':
      return suspects.length === 0
        ? 'Nobody can tell yet what did it.'
        : `Nobody can tell yet what did it; these are the nearest (${percent(probability)}).`;
  }
};

/** Where it is and since when the message stands so, in a few words. */
export const whenSaid = ({ round, after, candidates }: ToldDiagnosis): string => {
  const when = after === null ? 'as asked' : after === 0 ? 'at the page' : `${after} min after the page`;
  const looked = candidates === 1 ? '1 change looked at' : `${candidates} changes looked at`;
  return `Round ${round}, ${when} · ${looked}`;
};

export const placeOf = ({ service, environment }: ToldDiagnosis): string =>
  `${service ?? 'a service nobody could tell'}${environment === null ? '' : ` in ${environment}`}`;

/** What a change is, in a few words: `deploy of pricing, prod, by joey`. */
export const changeWords = ({ kind, service, environment, actor }: ToldSuspect): string =>
  `${kind} of ${service}${environment === null ? '' : `, ${environment}`}${actor === null ? '' : `, by ${actor}`}`;

/** One line: `pricing in prod: Deploy pricing v812 (71 %)`. */
export const headlineOf = (diagnosis: ToldDiagnosis): string => {
  const [first] = diagnosis.suspects;
  const what =
    diagnosis.verdict === 'change' && first !== undefined
      ? `${first.title} (${percent(first.probability)})`
      : verdictOf(diagnosis);
  return `${placeOf(diagnosis)}: ${what}`;
};

const who = ({ byName, by }: ToldJudgement): string => byName ?? by;

/** What responders have said, those who hold the same together. */
export const judgedWords = ({ judgements, suspects }: ToldDiagnosis): string[] => {
  const titles = new Map(suspects.map(({ change, title }) => [change, title]));
  const said = new Map<string, string[]>();
  for (const it of judgements) {
    if (it.judgement === 'withdrawn') continue;
    const what = it.change === null ? 'no change did it' : (titles.get(it.change) ?? 'another change');
    const says = it.judgement === 'confirmed' ? what : `not ${what}`;
    said.set(says, [...(said.get(says) ?? []), who(it)]);
  }
  return [...said].map(([says, people]) => `${people.join(', ')}: ${says}`);
};

/** The changes that somebody confirmed. */
export const confirmedIn = ({ judgements }: ToldDiagnosis): ReadonlySet<string | null> =>
  new Set(judgements.filter(({ judgement }) => judgement === 'confirmed').map(({ change }) => change));

/** Where the pages show it; null where nobody has said under which address people reach Nightjar. */
export const linkTo = (base: URL | null, address: string): string | null => {
  if (base === null) return null;
  const url = URL.parse(address, base);
  return url !== null && url.origin === base.origin ? url.href : null;
};

/** At most `most` characters, cut with an ellipsis between two of them. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;

/** By which it is known whether a message would show anything else. */
export const hashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
