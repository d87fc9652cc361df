import { withoutAddresses } from '../json.ts';
import type { Delivery, Reading, Report } from '../source.ts';
import { announcedIn } from './announcement.ts';
import { type BotMessage, heardIn } from './message.ts';
import { linksIn } from './plain-text.ts';
import type { Statement } from './statement.ts';

const verbs: Readonly<Record<Statement['what'], string>> = {
  deploy: 'Deploy',
  rollback: 'Roll back',
  'flag-on': 'Turn on flag',
  'flag-off': 'Turn off flag',
};

const titleOf = ({ what, service, version, environment }: Statement): string => {
  const at = version === null ? '' : what === 'rollback' ? ` to ${version}` : ` ${version}`;
  const where = environment === null ? '' : what === 'deploy' ? ` to ${environment}` : ` in ${environment}`;
  return `${verbs[what]} ${service}${at}${where}`;
};

/**
 * Bots announce one deploy several times: when it starts, when it ends, in two channels. So service, version, environment and day name it;
 * where no version does, the message itself, which an edit keeps.
 */
const keyOf = ({ team, channel, ts, sentAt }: BotMessage, it: Statement): string =>
  it.version === null || sentAt === null
    ? `${team}/${channel}/${ts}`
    : [team, it.what, it.service, it.version, it.environment ?? '', sentAt.slice(0, 10)]
        .join('/')
        .toLowerCase();

const report = (message: BotMessage, statement: Statement, line: string): Report => {
  const { bot, team, channel, ts, sentAt, changedAt, texts } = message;
  const { what, phase, service, version, previousVersion, environment, person } = statement;
  const isFlag = what === 'flag-on' || what === 'flag-off';
  const at = changedAt ?? sentAt;
  return {
    key: keyOf(message, statement),
    kind: isFlag ? 'flag' : 'deploy',
    phase,
    ...(at === null ? {} : { at }),
    title: titleOf(statement),
    services: isFlag || service === null ? [] : [service],
    environment,
    // The bot did it, or says who had it done.
    actor: { name: bot, kind: 'automation', onBehalfOf: person },
    version,
    previousVersion,
    links: [
      ...texts.flatMap(linksIn).slice(0, 5),
      {
        label: 'channel in Slack',
        url: `https://slack.com/app_redirect?${new URLSearchParams({ team, channel })}`,
      },
    ],
    summary: withoutAddresses(line),
    tags: { channel, ...(isFlag && service !== null ? { flag: service } : {}) },
    extra: { bot, message: ts },
  };
};

export const map = ({ body }: Delivery): Reading => {
  const heard = heardIn(body);
  if (heard.is === 'not') return { is: 'ignored', why: heard.why };
  const announced = announcedIn(heard.message);
  if (announced.is === 'not') return { is: 'ignored', why: announced.why };
  return { is: 'changes', changes: [report(heard.message, announced.statement, announced.line)] };
};
