import type { Line } from './line.ts';
import type { NewRule, ReplayState, RuleAnswer, RuleList, Unmapped } from './wire.ts';

type Ask = {
  readonly minPos?: number | undefined;
  readonly consistency?: 'eventual' | 'strong' | undefined;
  readonly signal?: AbortSignal | undefined;
};

type Default = {
  readonly service?: string | null | undefined;
  readonly environment?: string | null | undefined;
  readonly replay?: boolean | undefined;
};

/** Which service a report is about: what people say of it, and what nobody could tell. */
export type Mapping = {
  /** What sources call things that the catalog does not know, the latest first. */
  readonly unmapped: (
    options?: Ask & { readonly source?: string | undefined; readonly limit?: number | undefined },
  ) => Promise<Unmapped>;
  readonly rules: (options?: Ask) => Promise<RuleList>;
  /** Says what a sender means; `replay` corrects the past too, in a task that `replayOf` tells of. The same again changes nothing. */
  readonly setRule: (rule: NewRule) => Promise<RuleAnswer>;
  readonly removeRule: (id: string, options?: { readonly replay?: boolean }) => Promise<RuleAnswer>;
  /** What a source's reports are about where nothing else tells; null takes it back. */
  readonly setDefault: (source: string, usual: Default) => Promise<Omit<RuleAnswer, 'id'>>;
  /** Reads the deliveries kept of a source again, as everything stands now, in a task. */
  readonly replay: (source: string) => Promise<{ readonly id: string; readonly position: number }>;
  /** How far a replay is. */
  readonly replayOf: (
    id: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<ReplayState>;
};

const root = '/api/v1/mapping';

const asked = ({ minPos, consistency }: Ask) => ({ min_pos: minPos, consistency });

export const mappingOver = (line: Line): Mapping => ({
  unmapped: ({ source, limit, signal, ...fresh } = {}) =>
    line.json<Unmapped>({ path: `${root}/unmapped`, query: { source, limit, ...asked(fresh) }, signal }, [
      'items',
    ]),
  rules: ({ signal, ...fresh } = {}) =>
    line.json<RuleList>({ path: `${root}/rules`, query: asked(fresh), signal }, ['rules', 'defaults']),
  setRule: (rule) =>
    line.json<RuleAnswer>({ method: 'PUT', path: `${root}/rules`, body: rule, repeatable: true }, [
      'id',
      'replays',
    ]),
  removeRule: (id, { replay } = {}) =>
    line.json<RuleAnswer>(
      {
        method: 'DELETE',
        path: `${root}/rules/${encodeURIComponent(id)}`,
        query: { replay: replay === true ? 'true' : undefined },
      },
      ['id', 'replays'],
    ),
  setDefault: (source, usual) =>
    line.json<Omit<RuleAnswer, 'id'>>(
      { method: 'PUT', path: `${root}/defaults/${encodeURIComponent(source)}`, body: usual },
      ['replays'],
    ),
  replay: (source) =>
    line.json({ method: 'POST', path: '/api/v1/replays', body: { source } }, ['id', 'position']),
  replayOf: (id, { signal } = {}) =>
    line.json<ReplayState>({ path: `/api/v1/replays/${encodeURIComponent(id)}`, signal }, ['state']),
});
