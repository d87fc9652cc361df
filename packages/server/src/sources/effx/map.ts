import { keyOfContent } from '../../change/identity.ts';
import { instantOfMs } from '../../change/instant.ts';
import type { Kind } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, linkTo, listAt, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';

type Tags = Readonly<Record<string, string>>;

const tagsIn = (body: unknown): Tags =>
  Object.fromEntries(
    listAt(body, 'tags').flatMap((tag) => {
      const [key, value] = [textAt(tag, 'key'), textAt(tag, 'value')];
      return key === null || value === null ? [] : [[key, value] as const];
    }),
  );

/** A tag by any of its usual names, whatever their case. What is too long is none of these. */
const tagged = (tags: Tags, names: RegExp): string | null => {
  const value = Object.entries(tags).find(([key]) => names.test(key))?.[1];
  return value !== undefined && value.length <= 100 ? value : null;
};

/** The event's own word, where it has one; else what its title speaks of. */
const kindOf = (title: string, tags: Tags): Kind => {
  const said = tagged(tags, /^(event_?)?(type|kind)$/i) ?? '';
  if (/flag/i.test(said) || /feature flag/i.test(title)) return 'flag';
  if (/config/i.test(said)) return 'config';
  return kindOfRun(`${said} ${title}`);
};

/** An event: something that happened, once. It has no id, no actor, no environment of its own: tags may tell. */
export const map = ({ body }: Delivery): Reading => {
  const [title, message] = [textAt(body, 'title'), textAt(body, 'message')];
  if (title === null) return { is: 'unread', why: 'An event without a title.' };
  const tags = tagsIn(body);
  const service = textAt(body, 'service_name');
  const actions = listAt(body, 'actions');
  const at = instantOfMs(field(body, 'timestamp_milliseconds'));
  const environment = tagged(tags, /^env(ironment)?$/i);
  const who = tagged(tags, /^(actor|user|author|deployer|deployed_by)$/i)?.split('@', 1)[0];
  return {
    is: 'changes',
    changes: [
      {
        services: service === null ? [] : [service],
        hints: service === null ? [] : [{ join: 'effx', value: service }],
        tags,
        key: keyOfContent(body),
        kind: kindOf(title, tags),
        phase: /\bfail(ed|ure)?\b/i.test(title) ? 'failed' : 'finished',
        ...(at === null ? {} : { at }),
        title,
        environment: environment ?? environmentOfRun(title),
        actor: who ? { name: who } : null,
        version: tagged(tags, /^(image_?)?(version|tag)$/i),
        links: actions.flatMap((action) => linkTo(textAt(action, 'name') ?? 'link', textAt(action, 'url'))),
        summary: message,
        extra: { integration: textAt(body, 'integration', 'name') },
      },
    ],
  };
};
