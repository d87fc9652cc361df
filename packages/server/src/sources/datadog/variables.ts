import { idAt } from '../json.ts';

/** What a variable stood for; null where Datadog had nothing to put there and left it as it is, empty, or as a word for nothing. */
export const said = (body: unknown, ...path: readonly string[]): string | null => {
  const text = idAt(body, ...path);
  return text === null || /^(\$[A-Z0-9_[\]'"]+|null|none|undefined|n\/a)$/i.test(text) ? null : text;
};

/** `$DATE` and `$LAST_UPDATED`: milliseconds since 1970. */
export const momentAt = (body: unknown, name: string): string | null => {
  const text = said(body, name);
  return text !== null && /^\d{12,13}$/.test(text) ? new Date(Number(text)).toISOString() : null;
};

/** `$TAGS` and `$ALERT_SCOPE`: `service:pricing, env:prod, monitor`. A tag without a value is its own name. */
export const tagsIn = (text: string | null): Map<string, string> => {
  const tags = new Map<string, string>();
  for (const tag of text?.slice(0, 20_000).split(',') ?? []) {
    const plain = tag.trim();
    const colon = plain.indexOf(':');
    const name = colon === -1 ? plain : plain.slice(0, colon);
    if (name !== '' && !tags.has(name)) tags.set(name, colon === -1 ? '' : plain.slice(colon + 1).trim());
  }
  return tags;
};

/** The organisation: the first part of every key. */
export const organisationOf = (body: unknown): string => said(body, 'org', 'id') ?? 'datadog';

/** The service by its tag, under which the catalog knows it too. */
export const aboutService = (tags: ReadonlyMap<string, string>) => {
  const service = tags.get('service') || null;
  return {
    services: service === null ? [] : [service],
    hints: service === null ? [] : [{ join: 'datadog', value: service }],
    environment: tags.get('env') || null,
  };
};

/** The message without what is there for Datadog alone: the marks of its Markdown, and whom it was to notify. */
export const messageIn = (body: unknown): string | null =>
  said(body, 'body')
    ?.replace(/^%%%\s*$/gm, '')
    .replace(/(^|\s)@[\w-]+[-:][^\s]+/g, '$1')
    .trim()
    .slice(0, 2_000) || null;
