import type { Page } from '../provider.ts';
import {
  changeWords,
  cut,
  linkTo,
  mostReasons,
  percent,
  toldSuspects,
  verdictOf,
  whenSaid,
} from '../words.ts';

/** By which our own notes are found again. */
export const markOf = (diagnosis: string): string => `Nightjar ${diagnosis}`;

const longest = 5000;

/** A note is plain text. */
export const noteOf = ({ diagnosis }: Page, base: URL | null): string => {
  const suspects = diagnosis.verdict === 'not a change' ? [] : toldSuspects(diagnosis);
  const why = suspects.length === 0 ? diagnosis.reasons.slice(0, mostReasons) : [];
  const address = linkTo(base, diagnosis.address);
  const lines = [
    verdictOf(diagnosis),
    ...why.map((reason) => `- ${reason}`),
    ...suspects.flatMap((it, nth) => [
      `${nth + 1}. ${cut(it.title, 200)} (${percent(it.probability)}): ${cut(changeWords(it), 200)}, ${it.at.slice(0, 16).replace('T', ' ')} UTC`,
      ...it.reasons.slice(0, mostReasons).map((reason) => `   - ${cut(reason, 300)}`),
    ]),
    diagnosis.owner === null ? 'Owner: nobody is known.' : `Owner: ${diagnosis.owner.name}`,
    whenSaid(diagnosis),
    ...diagnosis.without.slice(0, 5).map(({ says }) => `Without: ${cut(says, 200)}`),
    ...(address === null ? [] : [address]),
  ];
  return `${cut(lines.join('\n'), longest)}\n${markOf(diagnosis.id)}`;
};
