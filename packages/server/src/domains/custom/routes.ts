import type { Caller } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { nearest } from '@nightjar/query/nearest';
import { Type } from 'typebox';
import type { Locate } from '../../change/located.ts';
import { compile } from '../../sources/custom/compile.ts';
import { sourceNameOf } from '../../sources/custom/custom-source.ts';
import { fieldNames, fields, type Mapping } from '../../sources/custom/fields.ts';
import { askReplay } from '../../sources/replays.ts';
import { customDecider, draft, named, publish, refuse } from './decide.ts';
import { customStream, type WrittenMapping } from './events.ts';
import type { LiveCustom } from './live.ts';
import { customSources } from './projection.ts';
import { type CustomRow, customNamed, customOf } from './queries.ts';
import { tryOn } from './try.ts';
import {
  type CustomCard,
  CustomList,
  CustomPage,
  Draft,
  Publication,
  Published,
  Trial,
  Tried,
} from './wire.ts';

const tags = ['sources'];
const admin = { right: 'admin' } as const;
const read = { right: 'read' } as const;
const mostBody = 64 * 1024;
const patienceMs = 2_000;

const params = Type.Object({ name: Type.String({ maxLength: 100 }) });

const cardOf = ({
  name,
  title,
  draft: written,
  mapping,
  version,
  changed_at,
  changed_by,
}: CustomRow): CustomCard => ({
  name,
  title,
  path: `/hooks/${sourceNameOf(name)}`,
  mapping: { ...(written ?? mapping ?? {}) },
  version,
  drafted: written !== null,
  changedAt: changed_at.toISOString(),
  changedBy: changed_by,
});

const fieldsOnWire = fieldNames.map((name) => ({ name, ...fields[name] }));

/** Expressions with something in them. A field that there is none of is a slip. */
const written = (mapping: Readonly<Record<string, string>>): WrittenMapping => {
  for (const field of Object.keys(mapping)) {
    if (Object.hasOwn(fields, field)) continue;
    const near = nearest(field, fieldNames);
    throw refuse('custom.mapping', {
      detail: `A mapping has no ${JSON.stringify(field.slice(0, 60))}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      pointer: `/mapping/${field.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    });
  }
  return Object.fromEntries(Object.entries(mapping).filter(([, text]) => text.trim() !== ''));
};

/** Refuses a mapping with all its faults. What it is made of is thrown away: it is compiled where it is run. */
const checked = (mapping: WrittenMapping): void => {
  const made = compile(mapping as Mapping, () => performance.now());
  if (made.ok) return;
  const [first] = made.faults;
  throw refuse('custom.mapping', {
    detail: `${first?.field}: ${first?.says}`,
    ...(first === undefined ? {} : { pointer: `/mapping/${first.field}`, offset: first.offset }),
    faults: made.faults.map(({ field, says }) => ({ pointer: `/mapping/${field}`, says })),
  });
};

export const routes = (http: Http, kernel: Kernel, live: LiveCustom, locate: Locate): void => {
  const { log } = kernel;

  const standing = async (caller: Caller, name: string): Promise<CustomRow> => {
    const reader = await kernel.reader(caller, { of: [customSources], consistency: 'strong' });
    const row = await customNamed(reader, name);
    if (row === undefined) throw refuse('custom.unknown', { detail: `There is no ${name.slice(0, 60)}.` });
    return row;
  };
  const pageOf = async (caller: Caller, name: string) => ({
    source: cardOf(await standing(caller, name)),
    fields: fieldsOnWire,
  });

  http.get(
    '/api/v1/custom-sources',
    { config: read, schema: { summary: "Senders of one's own", tags, response: { 200: CustomList } } },
    async ({ caller }) => {
      const reader = await kernel.reader(caller, { of: [customSources] });
      const rows = await customOf(reader);
      return { sources: rows.map(cardOf), position: reader.position, stale: reader.stale };
    },
  );

  http.get(
    '/api/v1/custom-sources/:name',
    {
      config: read,
      schema: {
        summary: 'One of them, with what a mapping may say',
        tags,
        params,
        response: { 200: CustomPage },
      },
    },
    ({ caller, params: { name } }) => pageOf(caller, name),
  );

  http.put(
    '/api/v1/custom-sources/:name',
    {
      config: admin,
      bodyLimit: mostBody,
      schema: {
        summary: 'Make a sender, or keep a draft of its mapping; nothing is read by it yet',
        tags,
        params,
        body: Draft,
        response: { 200: CustomPage },
      },
    },
    async ({ caller, params: { name }, body: { title, mapping } }) => {
      const said = {
        name: named(name),
        title: title?.trim() || undefined,
        mapping: mapping === undefined ? undefined : written(mapping),
      };
      const upon = { caller, stream: customStream(name) };
      const { position } = await decide(log, customDecider, upon, draft(said));
      await live.reach(position, patienceMs);
      return pageOf(caller, name);
    },
  );

  http.post(
    '/api/v1/custom-sources/:name/try',
    {
      config: admin,
      bodyLimit: mostBody,
      schema: {
        summary: 'What the last payloads would become by a mapping; nothing is written',
        tags,
        params,
        body: Trial,
        response: { 200: Tried },
      },
    },
    async ({ caller, params: { name }, body }) => {
      await standing(caller, name);
      return tryOn(kernel, { org: caller.org, name, locate }, written(body.mapping));
    },
  );

  http.post(
    '/api/v1/custom-sources/:name/publish',
    {
      config: admin,
      bodyLimit: mostBody,
      schema: {
        summary: 'Read what comes from now on by this mapping; with `replay` what is kept as well',
        tags,
        params,
        body: Publication,
        response: { 200: Published },
      },
    },
    async ({ caller, params: { name }, body: { title, mapping: given, replay = false } }) => {
      const mapping = written(given);
      checked(mapping);
      const upon = { caller, stream: customStream(named(name)) };
      const said = { name, title: title?.trim() || undefined, mapping };
      const { position, state } = await decide(log, customDecider, upon, publish(said));
      await live.reach(position, patienceMs);
      const version = state.is === 'known' ? (state.published?.version ?? 0) : 0;
      if (!replay) return { version, position, replay: null };
      const asked = await askReplay(log, caller, sourceNameOf(name), position);
      return { version, position: asked.position, replay: asked.id };
    },
  );
};
