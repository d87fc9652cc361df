import type { Page } from '../provider.ts';
import { headlineOf, linkTo } from '../words.ts';
import { type Block, type Look, limits, type SlackMessage, section } from './blocks.ts';
import { link, moment, plain } from './mrkdwn.ts';

/** Lines of one digest: each has its own section where they are long, so that none is cut. */
export const mostInDigest = 40;

const lineOf = ({ diagnosis }: Page, { base }: Look): string =>
  `• ${link(linkTo(base, diagnosis.address), diagnosis.title, 150)} · ${plain(headlineOf(diagnosis), 250)} · ${moment(diagnosis.pagedAt, '{time}')}`;

/** As few sections as hold all lines. */
const sections = (lines: readonly string[]): Block[] => {
  const groups: string[][] = [[]];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > limits.section) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(line);
    length += line.length + 1;
  }
  return groups.filter((group) => group.length > 0).map((group) => section(group));
};

/** One message for pages that come faster than a channel may be written to. */
export const digestOf = (pages: readonly Page[], look: Look): SlackMessage => {
  const title = `${pages.length} pages came at once, so they are told in one message.`;
  return {
    text: title,
    blocks: [section([`*${title}*`]), ...sections(pages.map((page) => lineOf(page, look)))],
  };
};
