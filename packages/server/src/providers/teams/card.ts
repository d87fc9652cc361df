import type { Page } from '../provider.ts';
import {
  changeWords,
  cut,
  headlineOf,
  judgedWords,
  linkTo,
  mostReasons,
  percent,
  placeOf,
  testWords,
  toldSuspects,
  verdictOf,
  whenSaid,
} from '../words.ts';

/**
 * Adaptive Cards 1.4 (adaptivecards.io). Text of others stands in runs of a RichTextBlock, which reads no markdown: it can neither
 * make a link nor mention anybody.
 */
type Element = { readonly type: string } & Readonly<Record<string, unknown>>;

const run = (text: string, more: object = {}) => ({ type: 'TextRun', text: cut(text, 400), ...more });

const line = (...inlines: readonly object[]): Element => ({ type: 'RichTextBlock', inlines });

const address = (base: URL | null, path: string, text: string, more: object = {}): object => {
  const url = linkTo(base, path);
  return run(text, { ...more, ...(url === null ? {} : { selectAction: { type: 'Action.OpenUrl', url } }) });
};

const utc = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Teams takes 28 kB; the rest is for what stands around the body. A letter may be three bytes. */
const mostBytes = 26_000;

const bytesOf = (it: unknown): number => Buffer.byteLength(JSON.stringify(it));

/** The lines that there is room for, the first first. */
const fitting = (body: readonly Element[]): Element[] => {
  let left = mostBytes;
  return body.filter((element) => {
    left -= bytesOf(element) + 1;
    return left >= 0;
  });
};

const cardOf = (body: readonly Element[], title: string, url: string | null): object => ({
  type: 'message',
  summary: cut(title, 200),
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body,
        ...(url === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: 'Open in Nightjar', url }] }),
      },
    },
  ],
});

/** The card that tells of a page. `again`: it was told before, and another verdict has come. */
export const pageCard = ({ diagnosis }: Page, base: URL | null, again: boolean): object => {
  const suspects = diagnosis.verdict === 'not a change' ? [] : toldSuspects(diagnosis);
  const why = suspects.length === 0 ? diagnosis.reasons.slice(0, mostReasons) : [];
  const { owner } = diagnosis;
  const body: Element[] = [
    line(run(diagnosis.title, { weight: 'Bolder', size: 'Medium' })),
    line(run(`${placeOf(diagnosis)} · paged ${utc(diagnosis.pagedAt)}`, { isSubtle: true })),
    line(run(`${again ? 'Changed: ' : ''}${verdictOf(diagnosis)}`, { weight: 'Bolder' })),
    ...why.map((reason) => line(run(`• ${reason}`))),
    ...suspects.flatMap((it, nth) => [
      line(
        run(`${nth + 1}. `),
        address(base, it.address, it.title, { weight: 'Bolder' }),
        run(` · ${percent(it.probability)}`),
      ),
      line(run(`${changeWords(it)} · ${utc(it.at)}`, { isSubtle: true })),
      ...it.reasons.slice(0, mostReasons).map((reason) => line(run(`• ${reason}`))),
    ]),
    line(
      run('Owner: '),
      owner === null ? run('nobody is known') : address(base, owner.address, owner.name),
      ...(owner?.contacts ?? []).slice(0, 4).map(({ kind, value }) => run(` · ${kind} ${cut(value, 100)}`)),
    ),
    ...judgedWords(diagnosis).map((it) => line(run(it))),
    line(run(whenSaid(diagnosis), { isSubtle: true })),
    ...diagnosis.without.slice(0, 5).map(({ says }) => line(run(`Without: ${says}`, { isSubtle: true }))),
  ];
  return cardOf(fitting(body), headlineOf(diagnosis), linkTo(base, diagnosis.address));
};

export const testCard = (): object => cardOf([line(run(testWords))], testWords, null);

const mostInCard = 40;

const lineOf = ({ diagnosis }: Page, base: URL | null): Element =>
  line(
    address(base, diagnosis.address, cut(diagnosis.title, 120)),
    run(` · ${cut(headlineOf(diagnosis), 160)}`),
  );

/** As many of them as one card holds: the others are told in the next. */
export const inOneCard = (pages: readonly Page[], base: URL | null): readonly Page[] => {
  let left = mostBytes - 1000;
  const some: Page[] = [];
  for (const page of pages.slice(0, mostInCard)) {
    left -= bytesOf(lineOf(page, base)) + 1;
    if (left < 0 && some.length > 0) break;
    some.push(page);
  }
  return some;
};

/** One card for pages that come faster than a channel may be written to. */
export const digestCard = (pages: readonly Page[], base: URL | null): object => {
  const title = `${pages.length} pages came at once, so they are told in one card.`;
  return cardOf(
    [line(run(title, { weight: 'Bolder' })), ...pages.map((page) => lineOf(page, base))],
    title,
    linkTo(base, '/alerts'),
  );
};
