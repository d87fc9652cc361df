import type { Line } from './line.ts';
import type {
  Annotated,
  Calls,
  Cycles,
  Described,
  Descriptions,
  Descriptors,
  Discovery,
  Edited,
  EntityFacts,
  EntityHistory,
  EntityList,
  EntityPage,
  Graph,
  Impact,
  Nudges,
  Paths,
  Who,
} from './wire.ts';

type Signal = { readonly signal?: AbortSignal | undefined };

/** As of which instant (ISO 8601; now where not given), and how fresh. */
type AsOf = Signal & {
  readonly at?: string | undefined;
  readonly minPos?: number | undefined;
  readonly consistency?: 'eventual' | 'strong' | undefined;
};

type ListOptions = AsOf & {
  /** `tier:0 owner:payments chekout`: fields narrow, words are searched for. */
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

type GraphOptions = AsOf & {
  readonly of?: string | undefined;
  readonly q?: string | undefined;
  readonly direction?: 'callees' | 'callers' | 'both' | undefined;
  readonly depth?: number | undefined;
  readonly limit?: number | undefined;
};

/** How far, in steps, and how many. */
type Bounds = AsOf & { readonly depth?: number | undefined; readonly limit?: number | undefined };

/** An entity is named by its reference (`service:default/pricing`, `service:pricing`), or by its name or an alias. */
export type Catalog = {
  readonly list: (options?: ListOptions) => Promise<EntityList>;
  readonly entity: (name: string, options?: AsOf) => Promise<EntityPage>;
  readonly facts: (name: string, options?: AsOf) => Promise<EntityFacts>;
  readonly history: (
    name: string,
    options?: AsOf & { readonly cursor?: string | undefined },
  ) => Promise<EntityHistory>;
  readonly who: (name: string, options?: AsOf) => Promise<Who>;
  readonly annotate: (name: string, form: Annotated['form'], options?: AsOf) => Promise<Annotated>;
  /** Says attributes from now on on behalf of who calls; null takes back what they said. */
  readonly edit: (name: string, set: Readonly<Record<string, unknown>>) => Promise<Edited>;
  readonly graph: (options?: GraphOptions) => Promise<Graph>;
  readonly impact: (of: string, options?: Bounds) => Promise<Impact>;
  readonly paths: (from: string, to: string, options?: Bounds) => Promise<Paths>;
  /** All of them, or the one that an entity is in. */
  readonly cycles: (options?: AsOf & { readonly of?: string | undefined }) => Promise<Cycles>;
  readonly nudges: (options?: AsOf & { readonly q?: string; readonly cursor?: string }) => Promise<Nudges>;
  readonly calls: (
    service: string,
    options?: Signal & { readonly from?: string; readonly to?: string; readonly step?: number },
  ) => Promise<Calls>;
  readonly discovery: (options?: Signal) => Promise<Discovery>;
  /** A file of descriptors as it is: YAML. */
  readonly apply: (
    text: string,
    from?: { readonly origin?: string; readonly path?: string; readonly at?: string },
  ) => Promise<Descriptors>;
  /** What was read elsewhere. The same again changes nothing. */
  readonly describe: (body: Descriptions) => Promise<Described>;
};

const root = '/api/v1/catalog';

const asOf = ({ at, minPos, consistency }: AsOf) => ({ at, min_pos: minPos, consistency });

export const catalogOver = (line: Line): Catalog => {
  const entityPath = (name: string): string => `${root}/entities/${encodeURIComponent(name)}`;
  return {
    list: ({ q, limit, cursor, signal, ...when } = {}) =>
      line.json<EntityList>(
        { path: `${root}/entities`, query: { q, limit, cursor, ...asOf(when) }, signal },
        ['entities'],
      ),
    entity: (name, { signal, ...when } = {}) =>
      line.json<EntityPage>({ path: entityPath(name), query: asOf(when), signal }, ['ref']),
    facts: (name, { signal, ...when } = {}) =>
      line.json<EntityFacts>({ path: `${entityPath(name)}/facts`, query: asOf(when), signal }, [
        'attributes',
      ]),
    history: (name, { signal, cursor, ...when } = {}) =>
      line.json<EntityHistory>(
        { path: `${entityPath(name)}/history`, query: { cursor, ...asOf(when) }, signal },
        ['items'],
      ),
    who: (name, { signal, ...when } = {}) =>
      line.json<Who>({ path: `${entityPath(name)}/who`, query: asOf(when), signal }, ['answer']),
    annotate: (name, form, { signal, ...when } = {}) =>
      line.json<Annotated>({ path: `${entityPath(name)}/annotate`, query: { form, ...asOf(when) }, signal }, [
        'text',
      ]),
    edit: (name, set) =>
      line.json<Edited>({ method: 'PATCH', path: entityPath(name), body: { set }, repeatable: true }, [
        'position',
      ]),
    graph: ({ of, q, direction, depth, limit, signal, ...when } = {}) =>
      line.json<Graph>(
        { path: `${root}/graph`, query: { of, q, direction, depth, limit, ...asOf(when) }, signal },
        ['nodes'],
      ),
    impact: (of, { depth, limit, signal, ...when } = {}) =>
      line.json<Impact>({ path: `${root}/impact`, query: { of, depth, limit, ...asOf(when) }, signal }, [
        'breaks',
      ]),
    paths: (from, to, { depth, limit, signal, ...when } = {}) =>
      line.json<Paths>({ path: `${root}/paths`, query: { from, to, depth, limit, ...asOf(when) }, signal }, [
        'paths',
      ]),
    cycles: ({ of, signal, ...when } = {}) =>
      line.json<Cycles>({ path: `${root}/cycles`, query: { of, ...asOf(when) }, signal }, ['cycles']),
    nudges: ({ q, cursor, signal, ...when } = {}) =>
      line.json<Nudges>({ path: `${root}/nudges`, query: { q, cursor, ...asOf(when) }, signal }, ['nudges']),
    calls: (service, { from, to, step, signal } = {}) =>
      line.json<Calls>({ path: `${root}/calls`, query: { service, from, to, step }, signal }, ['calls']),
    discovery: ({ signal } = {}) => line.json<Discovery>({ path: `${root}/discovery`, signal }, ['sources']),
    apply: (text, { origin, path, at } = {}) =>
      line.json<Descriptors>(
        {
          method: 'POST',
          path: `${root}/descriptors`,
          query: { origin, path, at },
          headers: { 'content-type': 'application/yaml' },
          text,
          repeatable: true,
          timeoutMs: longestDescribeMs,
        },
        ['results'],
      ),
    describe: (body) =>
      line.json<Described>(
        {
          method: 'POST',
          path: `${root}/descriptions`,
          body,
          repeatable: true,
          timeoutMs: longestDescribeMs,
        },
        ['position'],
      ),
  };
};

/** Ten thousand descriptions at a time may be sent; the same again is safe. */
const longestDescribeMs = 120_000;
