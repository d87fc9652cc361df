import type { Right } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Domain } from '@nightjar/kernel/domain';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import type { Evidence, FoundSeries } from '../../../evidence/parts.ts';
import { catalogEvidence, catalogWith } from '../../catalog/index.ts';
import { usualSettings } from '../../catalog/settings.ts';
import { feed, feedEvidence } from '../../feed/index.ts';
import { diagnosisWith } from '../index.ts';
import { nightSeries, pagedAt } from './night.ts';

/** `Bearer read 2` reads for organisation 2; `Bearer ana` is a person who may read. */
const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
  const said = headers.authorization ?? '';
  if (said === 'Bearer ana' || said === 'Bearer joey') {
    const name = said.slice('Bearer '.length);
    return { org: 1, subject: `person:${name}`, name, rights: new Set(['read' as const]) };
  }
  const [, right, org = '1'] = /^Bearer (ingest|read|admin)(?: (\d))?$/.exec(said) ?? [];
  return right === undefined
    ? null
    : { org: Number(org), subject: `token:${right}`, rights: new Set([right as Right, 'read' as const]) };
};

/** Who needs whom in the company of these tests. */
const company = [
  ['service:default/checkout', ['service:default/pricing', 'service:default/cart']],
  ['service:default/pricing', ['resource:default/postgres']],
  ['service:default/cart', []],
  ['service:default/reviews', ['resource:default/postgres']],
  ['resource:default/postgres', []],
] as const;

const nameIn = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** What a reader of descriptors would tell of them, a day before the page. */
export const descriptionsOf = (of: readonly (readonly [string, readonly string[]])[] = company) => ({
  by: 'backstage',
  origin: 'git.example/shop',
  whole: true,
  at: new Date(pagedAt - 86_400_000).toISOString(),
  descriptions: of.map(([entity, needs]) => ({
    entity,
    name: nameIn(entity),
    place: `${nameIn(entity)}/catalog-info.yaml`,
    says: {
      owners: ['team:default/money'],
      contacts: { onCall: { label: `${nameIn(entity)} on call`, url: 'https://pager.example/money' } },
      relations: needs.map((to) => ({ type: 'dependsOn', to })),
    },
  })),
});

/**
 * A house with catalog, feed and diagnosis over a real database. Measurements are those in `series`, until the test says others; its
 * clock stands at the page until the test moves it.
 */
export const diagnosisHouse = async ({
  tell = [] as readonly string[],
  more = [] as readonly Domain[],
} = {}) => {
  const database = await testDatabase({ connections: 6 });
  const { logger, logged } = capturedLog();
  const state = { now: pagedAt, series: nightSeries() as readonly FoundSeries[] };
  const find: Evidence['series'][number] = async (_kernel, _caller, { from, until }) => ({
    series: state.series.map((one) => ({
      ...one,
      points: one.points.filter(([at]) => at >= from && at <= until),
    })),
    cut: false,
  });
  const evidence: Evidence = { ...catalogEvidence, changes: feedEvidence, series: [find] };
  const domains = [feed, catalogWith(usualSettings), diagnosisWith(evidence, { tell }), ...more];
  const clock = { now: () => new Date(state.now) };
  const kernel = await openKernel({ url: database.url, logger, domains, clock, graceMs: 500 });
  const { http } = await testDoor({ authenticate, logger }, (door) => {
    for (const one of domains) void one.routes?.(door, kernel);
  });

  const ask = async (method: 'GET' | 'POST', url: string, who: string, payload?: object) => {
    const answer = await http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${who}` },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const post = async (url: string, payload: object, who = 'admin') => ask('POST', url, who, payload);
  const done = async (url: string, payload: object): Promise<{ readonly position: number }> => {
    const { status, body } = await post(url, payload);
    if (status >= 300) throw new Error(`${url} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };

  return {
    database,
    kernel,
    evidence,
    logged,
    /** May be changed by the test. */
    state,
    start: () => kernel.start(),
    post,
    get: (url: string, who = 'read') => ask('GET', url, who),
    /** For an answer that is no JSON. */
    text: async (url: string, who = 'read') => {
      const answer = await http.inject({ url, headers: { authorization: `Bearer ${who}` } });
      return { text: answer.body, type: answer.headers['content-type'] };
    },
    /** Reports changes, and answers their ids when the feed has them. */
    changed: async (...reports: readonly object[]): Promise<string[]> => {
      const { position, results } = (await done('/api/v1/changes', reports)) as {
        position: number;
        results?: { change: string }[];
      };
      await ask('GET', `/api/v1/changes?min_pos=${position}`, 'read');
      return (results ?? []).map(({ change }) => change);
    },
    /** Tells the catalog of the company, or of what the test says. */
    described: async (of: readonly (readonly [string, readonly string[]])[] = company): Promise<void> => {
      const { position } = await done('/api/v1/catalog/descriptions', descriptionsOf(of));
      await ask('GET', `/api/v1/catalog/entities?min_pos=${position}`, 'read');
    },
    /** When no round waits that is due. */
    settled: async (): Promise<void> => {
      for (let tries = 0; tries < 200; tries += 1) {
        const row = await database.one<{ open: number }>(sql`
          select count(*)::int as open from nightjar.task where topic = 'diagnosis.round' and (state <> 'scheduled' or run_at <= now())`);
        if (row?.open === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('Some round does not end.');
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};

export type DiagnosisHouse = Awaited<ReturnType<typeof diagnosisHouse>>;
