import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { openLog } from '@nightjar/kernel/log/open-log';
import { botToken, slackServer } from '@nightjar/server/providers/slack/testing/slack-server';
import { median, percentile } from '../../measure.ts';
import { companyServer } from '../house.ts';
import { furnish } from './company.ts';
import { aloneAt, type Fired, loners, mixOf, perSecond, regions } from './mix.ts';
import { send } from './send.ts';
import { type Told, toldOf } from './told.ts';

/** Until the last page is told of; what is not by then never is. */
const longestMs = 120_000;

const isOpen = ({ told, merged }: Told): boolean => told === undefined && !merged;

const distance = (all: readonly Told[], from: (it: Told) => number | undefined, to: keyof Told) =>
  all.flatMap((it) => {
    const [a, b] = [from(it), it[to]];
    return a === undefined || typeof b !== 'number' ? [] : [b - a];
  });

/**
 * From the POST of the first alert of a group to the first message in Slack that tells of it, while two hundred alerts a second come
 * in through the webhook of Alertmanager; Slack takes a message a second in a channel, here as there.
 */
export const pageToReply = async (
  url: string,
  {
    seconds,
    services,
    changes,
  }: { readonly seconds: number; readonly services: number; readonly changes: number },
  say: (line: string) => void,
): Promise<Record<string, number>> => {
  await using slack = await slackServer({ postsPerSecond: 1 });
  await using house = await companyServer(url, services, {
    NIGHTJAR_SLACK_BOT_TOKEN: botToken,
    NIGHTJAR_SLACK_CHANNELS: 'C0PAGES',
    NIGHTJAR_SLACK_API: slack.apiUrl.href,
  });
  const { server } = house;
  const { secret } = await furnish(house, { services, changes, alone: loners(seconds) + 1 });
  const fired = mixOf(seconds, services);
  // Every other page of its own is told in the channel by whoever pages, and is answered there; the others are waited for in vain.
  const before = ({ alone, alert }: Fired): void => {
    if (alone && Number(alert.key.split(' ')[1]) % 2 === 0) slack.page(`[FIRING:1] ${alert.title}`);
  };
  // One warms up and is not counted: whatever is read or compiled once.
  const hook = { address: server.address, secret };
  await send(hook, [{ due: 0, alone: true, alert: aloneAt(loners(seconds)) }], () => {});
  while (slack.said().length === 0) await sleep(50);
  await sleep(2000);
  const spentBefore = await server.cpu();
  const began = performance.now();
  const sent = await send(hook, fired, before);
  await using database = new AsyncDisposableStack();
  const opened = openDatabase(house.url, { connections: 2, name: 'nightjar bench' });
  database.defer(opened.close);
  const log = await openLog(opened);
  database.defer(log.close);
  let all: Told[] = [];
  do {
    // Reading everything costs the server something as well: not all the time.
    await sleep(2000);
    all = (await toldOf(log, slack.asked)).filter(({ alert }) => sent.at.has(alert));
  } while (
    (all.length < loners(seconds) || all.some(isOpen)) &&
    performance.now() - began < seconds * 1000 + longestMs
  );
  const spent = (await server.cpu()) - spentBefore;
  const took = (performance.now() - began) / 1000;
  const told = all.filter((it) => it.told !== undefined);
  const said = slack.said().slice(1);
  const digests = said.filter(({ metadata }) => metadata?.event_type === 'nightjar_digest').length;
  const sentAt = ({ alert }: Told) => sent.at.get(alert);
  const late = distance(told, sentAt, 'told');
  const shown = (name: string, times: readonly number[]): string =>
    `${name} ${Math.round(median(times))}/${Math.round(percentile(times, 99))}`;
  say(
    `${fired.length} alerts at ${sent.perSecond.toFixed(0)} a second (asked: ${perSecond}), answered within ${sent.answeredP99Ms} ms (p99): ${regions.length} storms of one cause each, and ${loners(seconds)} alerts of their own`,
  );
  say(
    `${all.length} pages: ${told.length} told (${told.filter(({ digest }) => digest).length} in digests), ${all.filter(({ merged }) => merged).length} turned out to be part of another, ${all.filter(isOpen).length} never told; ${said.length} messages, of them ${digests} digests and ${said.filter((it) => it.thread_ts !== undefined).length} answers in a thread, edited ${slack.calls('chat.update').length} times`,
  );
  say(
    `ms, p50/p99: ${[
      shown('to the log', distance(told, sentAt, 'recorded')),
      shown(
        'to the group',
        distance(told, (it) => it.recorded, 'grouped'),
      ),
      shown(
        'to the diagnosis',
        distance(told, (it) => it.grouped, 'diagnosed'),
      ),
      shown(
        'to Slack',
        distance(told, (it) => it.diagnosed, 'told'),
      ),
      shown('in all', late),
    ].join(', ')}; ${spent.toFixed(1)} s of the server's CPU in ${took.toFixed(0)} s`,
  );
  return {
    pageToReplyP50Ms: Math.round(median(late)),
    pageToReplyP99Ms: all.some(isOpen) ? Number.POSITIVE_INFINITY : Math.round(percentile(late, 99)),
    pageToReplyMaxMs: Math.round(Math.max(...late)),
    pagesTold: told.length,
    slackMessages: said.length,
    slackDigests: digests,
  };
};
