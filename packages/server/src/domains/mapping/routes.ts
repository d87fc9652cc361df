import type { Caller } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Projection } from '@nightjar/kernel/projection/projection';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { nearest } from '@nightjar/query/nearest';
import { Type } from 'typebox';
import { storableText } from '../../change/storable.ts';
import { askReplay } from '../../sources/replays.ts';
import { defaultDecider, refuse, removeRule, ruleDecider, setDefault, setRule } from './decide.ts';
import { defaultStream, type Match, type Meant, ruleStream } from './events.ts';
import type { MappingHouse } from './house.ts';
import { ruleId } from './key.ts';
import { unmappedItems } from './list.ts';
import { rules, unmapped } from './projection.ts';
import { defaultsOf, heardOf, rulesOf } from './queries.ts';
import {
  DefaultAnswer,
  Fresh,
  type MatchOnWire,
  type MeantOnWire,
  NewDefault,
  NewRule,
  RuleAnswer,
  type RuleCard,
  RuleList,
  UnmappedList,
  UnmappedQuery,
} from './wire.ts';

const tags = ['sources'];
const admin = { right: 'admin' } as const;
const read = { right: 'read' } as const;
const smallBody = 16 * 1024;

type Wish = { readonly min_pos?: number; readonly consistency?: 'eventual' | 'strong' };

const readerFor = (
  kernel: Kernel,
  caller: Caller,
  of: Projection,
  { min_pos: minPos, consistency }: Wish,
): Promise<Reader> =>
  kernel.reader(caller, {
    of: [of],
    ...(minPos === undefined ? {} : { minPos }),
    ...(consistency === undefined ? {} : { consistency }),
  });

const matchOf = (wire: MatchOnWire): Match => {
  if ('name' in wire) return { is: 'name', name: storableText(wire.name).trim() };
  if ('environment' in wire) return { is: 'environment', environment: storableText(wire.environment).trim() };
  return { is: 'join', join: storableText(wire.join).trim(), value: storableText(wire.value).trim() };
};

const onWire = (match: Match): MatchOnWire => {
  const { is: _, ...wire } = match;
  return wire as MatchOnWire;
};

const byOf = ({ name, subject }: Caller): string => name ?? subject;

export const routes = (http: Http, kernel: Kernel, house: MappingHouse): void => {
  const { log } = kernel;
  const { catalog, atlas, sources } = house;

  /** A source that is read here or, with `*`, all that are; of the API no deliveries are kept. */
  const readSource = async (caller: Caller, source: string): Promise<void> => {
    if (source === '*' || sources.has(source)) return;
    if (await heardOf(await kernel.reader(caller, { of: [unmapped] }), source))
      throw refuse('mapping.not-read', { detail: `${source} reports over the API.` });
    const near = nearest(source.toLowerCase(), sources.names());
    const meant = near === undefined ? `There are ${sources.names().join(', ')}.` : `Did you mean ${near}?`;
    throw refuse('mapping.unknown-source', {
      detail: `No source is called ${JSON.stringify(source.slice(0, 100))}. ${meant}`,
      pointer: '/source',
    });
  };

  const meantBy = async (caller: Caller, to: MeantOnWire): Promise<Meant> =>
    'service' in to
      ? { service: (await catalog.meant(caller, to.service)).ref }
      : { environment: storableText(to.environment).trim() };

  const replayed = async (caller: Caller, source: string, position: number) => {
    const all = source === '*' ? sources.names() : [source];
    const asked = await Promise.all(all.map((name) => askReplay(log, caller, name, position)));
    return {
      replays: asked.map(({ id }) => id),
      position: Math.max(position, ...asked.map((it) => it.position)),
    };
  };

  http.get(
    '/api/v1/mapping/unmapped',
    {
      config: read,
      schema: {
        summary:
          'What sources call things that nobody knew, the latest first, with the nearest names of the catalog',
        tags,
        querystring: UnmappedQuery,
        response: { 200: UnmappedList },
      },
    },
    async ({ caller, query: { source, limit = 100, ...wish } }) => {
      const reader = await readerFor(kernel, caller, unmapped, wish);
      // What is asked for as of now is judged by a catalog as of now: whoever has just named a service sees it gone.
      await (wish.consistency === 'strong' ? house.reach(reader.position) : atlas.refresh());
      const list = await unmappedItems(reader, atlas.locate, (names) => catalog.near(caller, names), {
        source,
        limit,
      });
      return { ...list, position: reader.position, stale: reader.stale };
    },
  );

  http.get(
    '/api/v1/mapping/rules',
    {
      config: read,
      schema: {
        summary: 'What people have said that senders mean, and what is assumed of a source',
        tags,
        querystring: Fresh,
        response: { 200: RuleList },
      },
    },
    async ({ caller, query }) => {
      const reader = await readerFor(kernel, caller, rules, query);
      const [said, usual] = await Promise.all([rulesOf(reader), defaultsOf(reader)]);
      return {
        rules: said.map(
          ({ rule, source, match, meant, set_by, set_at }): RuleCard => ({
            id: rule,
            source,
            match: onWire(match),
            to: meant as MeantOnWire,
            by: set_by,
            at: set_at.toISOString(),
          }),
        ),
        defaults: usual.map(({ source, service, environment, set_by, set_at }) => ({
          source,
          service,
          environment,
          by: set_by,
          at: set_at.toISOString(),
        })),
        position: reader.position,
        stale: reader.stale,
      };
    },
  );

  const setting = {
    config: admin,
    bodyLimit: smallBody,
    schema: {
      summary:
        'Say what a sender means by a name, an id or an environment; with `replay` the past is corrected too',
      tags,
      body: NewRule,
      response: { 200: RuleAnswer },
    },
  };
  const set = async (
    caller: Caller,
    { source, match: wire, to, replay = false }: NewRule,
  ): Promise<RuleAnswer> => {
    const match = matchOf(wire);
    if (Object.values(match).includes('')) throw refuse('mapping.rule', { pointer: '/match' });
    await readSource(caller, source);
    const id = ruleId(source, match);
    const said = { rule: id, source, match, to: await meantBy(caller, to), by: byOf(caller) };
    const { position } = await decide(log, ruleDecider, { caller, stream: ruleStream(id) }, setRule(said));
    await house.reach(position);
    const after = replay ? await replayed(caller, source, position) : { replays: [], position };
    return { id, ...after };
  };
  http.put('/api/v1/mapping/rules', setting, ({ caller, body }) => set(caller, body));
  http.post('/api/v1/mapping/rules', setting, ({ caller, body }) => set(caller, body));

  http.delete(
    '/api/v1/mapping/rules/:id',
    {
      config: admin,
      schema: {
        summary: 'Take a rule back; what was placed by it stands until a replay',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        querystring: Type.Object({ replay: Type.Optional(Type.Boolean()) }),
        response: { 200: RuleAnswer },
      },
    },
    async ({ caller, params: { id }, query: { replay = false } }) => {
      const upon = { caller, stream: ruleStream(id) };
      const { position } = await decide(log, ruleDecider, upon, removeRule(id, byOf(caller)));
      await house.reach(position);
      if (!replay) return { id, position, replays: [] };
      const last = (await log.stream(caller.org, ruleStream(id))).findLast(({ type }) => type === 'RuleSet');
      const { source = '*' } = (last?.data ?? {}) as { readonly source?: string };
      return { id, ...(await replayed(caller, source, position)) };
    },
  );

  http.put(
    '/api/v1/mapping/defaults/:source',
    {
      config: admin,
      bodyLimit: smallBody,
      schema: {
        summary: "What a source's reports are about where nothing else tells; nothing where neither is given",
        tags,
        params: Type.Object({ source: Type.String({ maxLength: 200 }) }),
        body: NewDefault,
        response: { 200: DefaultAnswer },
      },
    },
    async ({ caller, params: { source }, body: { service = null, environment = null, replay = false } }) => {
      await readSource(caller, source);
      const said = {
        source,
        service: service === null ? null : (await catalog.meant(caller, service)).ref,
        environment: environment === null ? null : storableText(environment).trim() || null,
        by: byOf(caller),
      };
      const upon = { caller, stream: defaultStream(source) };
      const { position } = await decide(log, defaultDecider, upon, setDefault(said));
      await house.reach(position);
      return replay ? replayed(caller, source, position) : { position, replays: [] };
    },
  );
};
