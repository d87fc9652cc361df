import { sentinel } from './house.ts';
import { vendorServer } from './vendor-server.ts';

type Stored = Readonly<Record<string, unknown>>;

/** What an organisation at GitHub holds, by the repository's name without its owner. */
export type Organisation = {
  readonly repositories: readonly string[];
  readonly deployments?: Readonly<Record<string, readonly Stored[]>>;
  readonly statuses?: Readonly<Record<number, readonly Stored[]>>;
  readonly releases?: Readonly<Record<string, readonly Stored[]>>;
  /** Address of the organisation's hook; none where null. */
  readonly hook?: string | null;
  readonly repositoryHooks?: Readonly<Record<string, string>>;
  readonly deliveries?: readonly (Stored & { readonly id: number; readonly payload: unknown })[];
};

const paged = (all: readonly unknown[], url: URL) => {
  const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page'))];
  return all.slice((page - 1) * size, page * size);
};

/** https://docs.github.com/en/rest: repositories, deployments and their statuses, releases, hooks and their deliveries. */
export const githubServer = (acme: Organisation) => {
  let full = 0;
  const answer = (url: URL): unknown => {
    const parts = url.pathname.split('/').filter(Boolean);
    const [kind, owner, second, third, id, what, delivery] = parts;
    if (owner !== 'acme') return undefined;
    if (kind === 'orgs' && second === 'repos')
      return acme.repositories.map((name, index) => ({
        id: 100 + index,
        full_name: `acme/${name}`,
        html_url: `https://github.com/acme/${name}`,
        default_branch: 'main',
        language: 'Go',
        pushed_at: '2026-03-01T09:00:00Z',
        size: 9,
      }));
    const [root, hookId] = kind === 'orgs' ? [second, third] : [third, id];
    const [list, attempt] = kind === 'orgs' ? [id, what] : [what, delivery];
    if (root === 'hooks' && hookId === undefined) {
      const address = kind === 'orgs' ? acme.hook : acme.repositoryHooks?.[second ?? ''];
      return [
        { id: 1, config: { url: 'https://ci.example.com/webhook' } },
        ...(address == null ? [] : [{ id: 2, config: { url: address } }]),
      ];
    }
    if (root === 'hooks' && hookId === '2' && list === 'deliveries') {
      const all = acme.deliveries ?? [];
      if (attempt === undefined) return all.map(({ payload: _, ...it }) => it).sort((a, b) => b.id - a.id);
      const found = all.find((it) => it.id === Number(attempt));
      return found === undefined ? undefined : { ...found, request: { headers: {}, payload: found.payload } };
    }
    if (kind !== 'repos' || second === undefined) return undefined;
    if (third === 'releases') return acme.releases?.[second] ?? [];
    if (third === 'deployments' && id === undefined) return paged(acme.deployments?.[second] ?? [], url);
    if (third === 'deployments' && what === 'statuses') return acme.statuses?.[Number(id)] ?? [];
    return undefined;
  };
  return vendorServer(
    ({ headers }) =>
      /^(token|bearer) /i.test(headers.authorization ?? '') &&
      headers.authorization?.slice(-sentinel.length) === sentinel,
    (url, { headers }) => {
      const body = answer(url);
      if (body === undefined) return { status: 404, body: { message: 'Not Found' } };
      if (url.pathname.endsWith('/deliveries') && Array.isArray(body)) {
        const from = Number(url.searchParams.get('cursor') ?? 0);
        const size = Number(url.searchParams.get('per_page'));
        const next = `<${url.origin}${url.pathname}?per_page=${size}&cursor=${from + size}>; rel="next"`;
        return {
          body: body.slice(from, from + size),
          headers: body.length > from + size ? { link: next } : {},
        };
      }
      const etag = `W/"${Buffer.from(JSON.stringify(body)).toString('base64').slice(-40)}-${JSON.stringify(body).length}"`;
      if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
      full += 1;
      return { body, headers: { etag } };
    },
  ).then((server) => Object.assign(server, { full: () => full }));
};
