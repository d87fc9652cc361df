/** A host that a text names. `bare`: the whole text is a name, which may be a host's and may be anything else's. */
export type Host = {
  readonly host: string;
  readonly port: number | null;
  readonly form: 'address' | 'bare';
};

/** A configuration file in an environment variable is still read; a certificate bundle is not worth the time. */
const longest = 20_000;

const name = '[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?';
const authority = /:\/\/([^\s/?#"'`<>;\\]{1,500})/g;
const address = new RegExp(`(?<![\\w.-])(${name}):(\\d{1,5})(?![\\w@:.]|-\\w)`, 'gi');
const field = new RegExp(
  `(?:^|[\\s;,])(?:host|hostname|server|data source|addr|address|endpoint)\\s*=\\s*(?:tcp:)?(${name})(?:[,:](\\d{1,5}))?`,
  'gi',
);
const bare = new RegExp(`^${name}\\.?$`, 'i');

const portOf = (digits: string | undefined): number | null => {
  const port = Number(digits);
  return digits !== undefined && port > 0 && port < 65_536 ? port : null;
};

/** `user:password@a:1,b:2` → a, b: what stands before the last @ is never looked at. */
const hostsOfAuthority = (text: string): Host[] =>
  text
    .slice(text.lastIndexOf('@') + 1)
    .split(',')
    .flatMap((part) => {
      const found = new RegExp(`^(${name})\\.?(?::(\\d{1,5}))?$`, 'i').exec(part);
      return found?.[1] === undefined
        ? []
        : [{ host: found[1], port: portOf(found[2]), form: 'address' as const }];
    });

const bareHosts = (text: string): Host[] => {
  const parts = text
    .trim()
    .split(/[,;\s]+/)
    .filter((part) => part !== '');
  return parts.length > 0 && parts.length <= 20 && parts.every((part) => bare.test(part))
    ? parts.map((part) => ({ host: part.replace(/\.$/, ''), port: null, form: 'bare' as const }))
    : [];
};

/**
 * The hosts that a setting names: in URLs of any scheme (`jdbc:postgresql://db:5432/x`), as `host:port`, alone or in a list,
 * as `Host=db;`, as `tcp(db:3306)`. Users and passwords do not come out of here, whatever the text.
 */
export const hostsIn = (text: string): Host[] => {
  if (text.length > longest) return [];
  const found: Host[] = [];
  const rest = text.replace(authority, (_, inside: string) => {
    found.push(...hostsOfAuthority(inside));
    return ' ';
  });
  for (const [, host = '', port] of rest.matchAll(address))
    if (portOf(port) !== null) found.push({ host, port: portOf(port), form: 'address' });
  for (const [, host = '', port] of rest.matchAll(field))
    found.push({ host, port: portOf(port), form: 'address' });
  return found.length > 0 ? found : bareHosts(text);
};
