import type { ToldDiagnosis, ToldSuspect } from '../../evidence/told.ts';
import type { Page } from '../provider.ts';
import {
  changeWords,
  confirmedIn,
  headlineOf,
  judgedWords,
  linkTo,
  mostReasons,
  percent,
  placeOf,
  toldSuspects,
  verdictOf,
  whenSaid,
} from '../words.ts';
import { link, moment, plain } from './mrkdwn.ts';

/** Block Kit (docs.slack.dev, "Blocks"): as much of it as is used here. */
export type Block = { readonly type: string } & Readonly<Record<string, unknown>>;

export type SlackMessage = {
  /** For notifications and readers of screens. */
  readonly text: string;
  readonly blocks: readonly Block[];
};

/** What Slack accepts: 50 blocks, 3,000 characters a section, 2,000 the value of a button. */
export const limits = { blocks: 50, section: 3000, value: 2000 } as const;

export const actions = { this: 'nightjar.this', none: 'nightjar.none' } as const;

/** `verbatim`: nothing in it becomes a link or a mention by itself. */
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

export const section = (lines: readonly string[], accessory?: object): Block => {
  // Whole lines, as long as there is room: a cut within one could leave half of a link.
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > limits.section) break;
    text += `${text === '' ? '' : '\n'}${line}`;
  }
  return { type: 'section', text: mrkdwn(text || '…'), ...(accessory === undefined ? {} : { accessory }) };
};

/** Parts of one line, as long as there is room: of a message with one text that is too long Slack takes nothing at all. */
const joined = (parts: readonly string[], most: number = limits.section): string =>
  parts.reduce((line, part) => (line.length + part.length + 3 > most ? line : `${line} · ${part}`));

const context = (lines: readonly string[]): Block => ({
  type: 'context',
  elements: lines.slice(0, 10).map((line) => mrkdwn(line)),
});

const button = (id: string, text: string, value: string, style?: 'primary'): object => ({
  type: 'button',
  action_id: id,
  text: { type: 'plain_text', text },
  value,
  ...(style === undefined ? {} : { style }),
});

/** What a button says back: which diagnosis, and which change of it. */
const saysBack = (diagnosis: string, change: string | null): string =>
  JSON.stringify(change === null ? { diagnosis } : { diagnosis, change });

const suspectBlock = (
  suspect: ToldSuspect,
  nth: number,
  diagnosis: ToldDiagnosis,
  base: URL | null,
  buttons: boolean,
): Block => {
  const confirmed = confirmedIn(diagnosis).has(suspect.change);
  const value = saysBack(diagnosis.id, suspect.change);
  const when =
    suspect.completedAt === null
      ? moment(suspect.at)
      : `${moment(suspect.at)} to ${moment(suspect.completedAt, '{time}')}`;
  const lines = [
    `${confirmed ? ':white_check_mark: ' : ''}*${nth}.* ${link(linkTo(base, suspect.address), suspect.title, 200)} · *${percent(suspect.probability)}*`,
    `${plain(changeWords(suspect), 200)} · ${when}`,
    ...suspect.reasons.slice(0, mostReasons).map((reason) => `• ${plain(reason)}`),
  ];
  return section(
    lines,
    buttons && value.length <= limits.value ? button(actions.this, 'This was it', value) : undefined,
  );
};

const ownerLine = ({ owner }: ToldDiagnosis, base: URL | null): string => {
  if (owner === null) return 'Owner: nobody is known.';
  const contacts = owner.contacts
    .slice(0, 4)
    .map(({ kind, value }) =>
      /^https?:\/\//.test(value) ? link(value, kind, 60) : `${plain(kind, 40)} ${plain(value, 120)}`,
    );
  return joined([`Owner: ${link(linkTo(base, owner.address), owner.name, 100)}`, ...contacts]);
};

const head = ({ diagnosis, alert }: Page, base: URL | null): Block => {
  const links = (alert?.links ?? []).slice(0, 3).map(({ label, url }) => link(url, label, 40));
  const title = `*${link(linkTo(base, diagnosis.address), diagnosis.title, 250)}*`;
  const where = `${plain(placeOf(diagnosis), 150)} · paged ${moment(diagnosis.pagedAt)}`;
  return section([title, joined([where, ...links], limits.section - title.length - 2)]);
};

export type Look = {
  /** Under which address people reach Nightjar. */
  readonly base: URL | null;
  /** Whether anybody hears a button. */
  readonly buttons: boolean;
};

/** The one message that tells of a page: what probably broke, with reasons; who to ask; buttons to say what it was. */
export const messageOf = (page: Page, { base, buttons }: Look): SlackMessage => {
  const { diagnosis } = page;
  const suspects = diagnosis.verdict === 'not a change' ? [] : toldSuspects(diagnosis);
  const began = diagnosis.dated ? ` It began ${moment(diagnosis.onset, '{time}')}.` : '';
  const why = suspects.length === 0 ? diagnosis.reasons.slice(0, mostReasons) : [];
  const judged = judgedWords(diagnosis);
  const none = saysBack(diagnosis.id, null);
  const blocks: Block[] = [
    head(page, base),
    section([`*${plain(verdictOf(diagnosis))}*${began}`, ...why.map((reason) => `• ${plain(reason)}`)]),
    ...suspects.map((it, nth) => suspectBlock(it, nth + 1, diagnosis, base, buttons)),
    context([ownerLine(diagnosis, base)]),
    ...(judged.length === 0
      ? []
      : [section(judged.slice(0, 10).map((it) => `:speech_balloon: ${plain(it)}`))]),
    ...(buttons
      ? [
          {
            type: 'actions',
            elements: [
              button(actions.none, suspects.length === 0 ? 'No change did it' : 'None of these', none),
            ],
          },
        ]
      : []),
    context([
      // Elsewhere Slack shows the reader's own time.
      `${plain(whenSaid(diagnosis))}${suspects.some(({ reasons }) => reasons.length > 0) ? ' · times in reasons are UTC' : ''}`,
      ...diagnosis.without.slice(0, 5).map(({ says }) => `Without: ${plain(says, 200)}`),
    ]),
  ];
  return { text: plain(headlineOf(diagnosis), 500), blocks };
};
