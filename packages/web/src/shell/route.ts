/** Which screen an address leads to. */
export type Route =
  | {
      readonly is:
        | 'feed'
        | 'start'
        | 'alerts'
        | 'alert'
        | 'diagnoses'
        | 'diagnosis'
        | 'sign-in'
        | 'welcome'
        | 'catalog'
        | 'attention'
        | 'graph'
        | 'noise'
        | 'sources'
        | 'unmapped'
        | 'gallery'
        | 'about'
        | 'nowhere';
    }
  | { readonly is: 'entity'; readonly ref: string }
  | { readonly is: 'source' | 'custom'; readonly name: string };

const fixed: Readonly<Record<string, Route>> = {
  '/': { is: 'feed' },
  '/sign-in': { is: 'sign-in' },
  '/welcome': { is: 'welcome' },
  '/start': { is: 'start' },
  '/alerts': { is: 'alerts' },
  '/diagnoses': { is: 'diagnoses' },
  '/catalog': { is: 'catalog' },
  '/catalog/attention': { is: 'attention' },
  '/graph': { is: 'graph' },
  '/noise': { is: 'noise' },
  '/sources': { is: 'sources' },
  '/sources/unmapped': { is: 'unmapped' },
  '/gallery': { is: 'gallery' },
  '/about': { is: 'about' },
};

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** `/catalog/service/pricing`, or with a namespace `/catalog/service/shop/pricing`; `/sources/github`. */
export const routeOf = (pathname: string): Route => {
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname;
  if (Object.hasOwn(fixed, path)) return fixed[path] ?? { is: 'nowhere' };
  const [, first, ...rest] = path.split('/');
  const parts = rest.map(decoded);
  if (parts.some((part) => part === null || part === '')) return { is: 'nowhere' };
  if (first === 'alerts' && parts.length === 1) return { is: 'alert' };
  if (first === 'diagnoses' && parts.length === 1) return { is: 'diagnosis' };
  if (first === 'sources' && parts.length === 1) return { is: 'source', name: parts[0] ?? '' };
  if (first === 'sources' && parts.length === 2 && parts[0] === 'custom')
    return { is: 'custom', name: parts[1] ?? '' };
  if (first !== 'catalog') return { is: 'nowhere' };
  const [kind, namespace, name] = parts.length === 2 ? [parts[0], 'default', parts[1]] : parts;
  if (parts.length > 3 || name === undefined) return { is: 'nowhere' };
  return { is: 'entity', ref: `${kind}:${namespace}/${name}` };
};
