import type { Kind, Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { headline, linkTo, personIn } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutService, messageIn, momentAt, organisationOf, said, tagsIn } from './variables.ts';

const isBack = (title: string): boolean => /roll(ed|ing)?\b.*\bback|rollback|revert/i.test(title);

/** What an event calls itself, or null where it speaks of no change: most events of Datadog are measurements. */
const kindOf = (title: string, tags: ReadonlyMap<string, string>): Kind | null => {
  const type = [tags.get('event_type'), tags.get('type'), tags.get('change_type')].join(' ');
  const words = `${title} ${type}`;
  if (/feature.?flag|\bflag\b/i.test(words)) return 'flag';
  const byName = kindOfRun(words);
  if (byName !== 'other') return byName;
  if (/releas/i.test(words) || isBack(title) || tags.has('deployment')) return 'deploy';
  if (/\bconfig/i.test(words)) return 'config';
  if (/\bscal(e|ed|ing)\b/i.test(words)) return 'scale';
  return tags.has('version') && tags.has('service') ? 'deploy' : null;
};

const phaseOf = (title: string, type: string | null): Phase => {
  if (type === 'error' || /\b(failed|failure|errored)\b/i.test(title)) return 'failed';
  if (/\b(cancell?ed|aborted)\b/i.test(title)) return 'cancelled';
  return /\b(start(ed|ing)?|begin(s|ning)?|began|in progress|deploying)\b/i.test(title)
    ? 'started'
    : 'finished';
};

/** An event that a pipeline or a person posted. Those of one `aggregation_key` are one change, where the key names one. */
export const eventReading = (body: unknown): Reading => {
  const title = headline(said(body, 'title'), 200);
  if (title === null) return { is: 'ignored', why: 'It is an event without a title.' };
  const tags = tagsIn(said(body, 'tags'));
  const kind = kindOf(title, tags);
  if (kind === null) return { is: 'ignored', why: 'Nothing in the event says that something was changed.' };
  const organisation = organisationOf(body);
  const [service, version, environment] = [tags.get('service'), tags.get('version'), tags.get('env')];
  const [id, together] = [said(body, 'id'), said(body, 'aggregation_key')];
  // Many use one key for every deploy of a service: only one that names the version, or a run by its number, tells two apart.
  const isOne = together !== null && (/\d{4}/.test(together) || (!!version && together.includes(version)));
  const name = isOne ? together : id;
  const at = momentAt(body, 'date') ?? momentAt(body, 'last_updated');
  const user = personIn(said(body, 'user'));
  const place = environment && `${isBack(title) ? 'in' : 'to'} ${environment}`;
  const about =
    kind === 'deploy' && service && version
      ? [isBack(title) ? 'Roll back' : 'Deploy', service, isBack(title) ? `to ${version}` : version, place]
          .filter(Boolean)
          .join(' ')
      : title;
  return {
    is: 'changes',
    changes: [
      {
        ...aboutService(tags),
        ...(name === null ? {} : { key: `${organisation}/events/${name}` }),
        kind,
        phase: phaseOf(title, said(body, 'alert_type')),
        ...(at === null ? {} : { at }),
        title: about,
        actor: user === null ? null : { name: user },
        version: version || null,
        summary: [about === title ? null : title, messageIn(body)].filter((it) => it !== null).join('\n'),
        links: linkTo('event', said(body, 'link')),
        tags: Object.fromEntries(tags),
      },
    ],
  };
};
