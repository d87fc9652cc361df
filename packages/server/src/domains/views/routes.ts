import { type Caller, may } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { named, queried, refuse, removeView, saveView, viewsDecider, type Who } from './decide.ts';
import { type ScreenOfView, shared as sharedList, viewsStream } from './events.ts';
import { savedViews } from './projection.ts';
import { viewNamed, viewsOf } from './queries.ts';
import { NewView, ViewAnswer, ViewList, ViewRemoval } from './wire.ts';

/** Refuses what is no filter of a screen, with the place. */
export type CheckFilter = Readonly<Record<ScreenOfView, (query: string) => void>>;

const tags = ['views'];
const config = { right: 'read' } as const;
const params = Type.Object({ name: Type.String() });
const Which = Type.Object({
  /** `true` or `false`: the shared one of the name, or one's own; one's own first where not given. */
  shared: Type.Optional(Type.Boolean()),
});

const who = (caller: Caller): Who => ({
  subject: caller.subject,
  name: caller.name ?? null,
  admin: may(caller, 'admin'),
});

export const routes = (http: Http, kernel: Kernel, check: CheckFilter): void => {
  const listOf = ({ subject }: Caller, shared: boolean): string => (shared ? sharedList : subject);
  const reader = (caller: Caller, minPos?: number) =>
    kernel.reader(caller, {
      of: [savedViews],
      ...(minPos === undefined ? { consistency: 'strong' } : { minPos }),
    });

  http.get(
    '/api/v1/views',
    {
      config,
      schema: {
        summary: "The caller's own views, and those that all share",
        tags,
        response: { 200: ViewList },
      },
    },
    async ({ caller }) => {
      const from = await reader(caller);
      return { views: await viewsOf(from), position: from.position, stale: from.stale };
    },
  );

  http.get(
    '/api/v1/views/:name',
    {
      config,
      schema: { summary: 'One view', tags, params, querystring: Which, response: { 200: ViewAnswer } },
    },
    async ({ caller, params: { name }, query: { shared } }) => {
      const from = await reader(caller);
      const view = await viewNamed(
        from,
        named(name),
        shared === undefined ? undefined : listOf(caller, shared),
      );
      if (view === undefined) throw refuse('views.unknown', { detail: `There is no ${named(name)}.` });
      return { view, position: from.position };
    },
  );

  http.put(
    '/api/v1/views/:name',
    {
      config,
      bodyLimit: 64 * 1024,
      schema: {
        summary: 'Save what is looked at under a name, for oneself or for all',
        description:
          'The same again changes nothing. Another view of the name is refused unless `replace` is said.',
        tags,
        params,
        body: NewView,
        response: { 200: ViewAnswer },
      },
    },
    async ({ caller, params: { name }, body }) => {
      const { query, screen = 'feed', all = false, shared = false, replace = false } = body;
      const view = { name: named(name), query: queried(query), screen, all: screen === 'feed' && all };
      const list = listOf(caller, shared);
      check[screen](view.query);
      const command = saveView(view, who(caller), { list, replace });
      const { position } = await decide(
        kernel.log,
        viewsDecider,
        { caller, stream: viewsStream(list) },
        command,
      );
      const saved = await viewNamed(await reader(caller, position), view.name, list);
      if (saved === undefined)
        throw refuse('views.unknown', { detail: `${view.name} was removed meanwhile.` });
      return { view: saved, position };
    },
  );

  http.delete(
    '/api/v1/views/:name',
    {
      config,
      schema: { summary: 'Remove a view', tags, params, querystring: Which, response: { 200: ViewRemoval } },
    },
    async ({ caller, params: { name }, query: { shared } }) => {
      const shown = named(name);
      const view = await viewNamed(
        await reader(caller),
        shown,
        shared === undefined ? undefined : listOf(caller, shared),
      );
      const list = listOf(caller, view?.shared ?? false);
      const command = removeView(shown, who(caller), list);
      const { position } = await decide(
        kernel.log,
        viewsDecider,
        { caller, stream: viewsStream(list) },
        command,
      );
      return { position };
    },
  );
};
