import type { Contact, Description, File, Link, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { repositoryAt } from '../repository.ts';
import { refOfName, slugOf } from '../slug.ts';
import { at, fieldsAt, fieldsOf, listAt, textAt } from '../unknown.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { carried, type DefinitionReading, described, refused } from './definition.ts';

type Place = { readonly line: number; readonly column: number };
type Read = { readonly value: unknown; readonly where: (path: readonly string[]) => Place };

const link = (group: string, label: string, address: string | undefined): Link[] => {
  const url = address === undefined ? null : URL.parse(address);
  // One with a user in it may have a password too; one with {variables} leads nowhere.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || /[{}]|%7B/i.test(url.href))
    return [];
  return [{ group, label, url: url.href }];
};

/** OpenAPI 3 lists addresses, 2 has them in parts; AsyncAPI 2 names addresses, 3 names hosts. */
const serversOf = (value: unknown): Link[] => {
  const host = textAt(value, 'host');
  const scheme =
    listAt(value, 'schemes').includes('http') && !listAt(value, 'schemes').includes('https')
      ? 'http'
      : 'https';
  return [
    ...listAt(value, 'servers').flatMap((server) =>
      link('servers', textAt(server, 'description')?.slice(0, 200) ?? 'server', textAt(server, 'url')),
    ),
    ...(host === undefined
      ? []
      : link('servers', host, `${scheme}://${host}${textAt(value, 'basePath') ?? ''}`)),
    ...Object.entries(fieldsAt(value, 'servers')).flatMap(([name, server]) => {
      const url = textAt(server, 'url') ?? textAt(server, 'host');
      const protocol = textAt(server, 'protocol') ?? 'https';
      return link('servers', name, url === undefined || /:\/\//.test(url) ? url : `${protocol}://${url}`);
    }),
  ];
};

const contactsOf = (info: unknown): Says['contacts'] => {
  const email = textAt(info, 'contact', 'email');
  const name = textAt(info, 'contact', 'name');
  const contact: Contact | null =
    email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)
      ? null
      : { label: name ?? email, url: `mailto:${email}` };
  return contact === null ? {} : { email: contact };
};

/** V8 says the position, or shows what stands around it. */
const offsetIn = (text: string, message: string): number => {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const around = /"([\s\S]*)" is not valid JSON$/.exec(message.replace(/\.\.\./g, ''))?.[1] ?? '';
  const found = text.indexOf(around);
  return found < 0 ? 0 : found + around.length;
};

const readText = (file: File): Read | DefinitionReading => {
  if (file.path.endsWith('.json'))
    try {
      return { value: JSON.parse(file.text) as unknown, where: () => ({ line: 1, column: 1 }) };
    } catch (error) {
      const offset = offsetIn(file.text, error instanceof Error ? error.message : '');
      const before = file.text.slice(0, offset).split('\n');
      const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      return refused(file, place, 'This is no JSON.', 'Mend the line it points to.', 'yaml');
    }
  const stream = readYaml(file.text, file.path);
  const [document] = stream.is === 'read' ? stream.documents : [stream];
  if (document === undefined) return { value: undefined, where: () => ({ line: 1, column: 1 }) };
  return document.is === 'refused' ? { descriptions: [], faults: [document.fault], warnings: [] } : document;
};

/** Which of the two it is, and its version; null where it is neither. */
const kindOf = (value: unknown): { type: 'openapi' | 'asyncapi'; field: string; version: string } | null => {
  for (const field of ['openapi', 'swagger', 'asyncapi'] as const) {
    const version = textAt(value, field);
    if (version !== undefined) return { type: field === 'asyncapi' ? field : 'openapi', field, version };
  }
  return null;
};

/** An OpenAPI 2 or 3, or an AsyncAPI 2 or 3 definition; null where the file is something else. */
export const readOpenOrAsync = (file: File, repository?: string): DefinitionReading | null => {
  const read = readText(file);
  if ('faults' in read) return read;
  const { value, where } = read;
  const kind = kindOf(value);
  if (kind === null) return null;
  if (!/^[23](?:\.|$)/.test(kind.version))
    return refused(
      file,
      where([kind.field]),
      `${kind.field} ${JSON.stringify(kind.version.slice(0, 40))} is not known.`,
      'Write a version that begins with 2 or 3.',
    );
  const info = at(value, 'info');
  const title = textAt(info, 'title')?.trim() ?? '';
  if (slugOf(title) === '')
    return refused(
      file,
      where(['info', 'title']),
      'info.title is missing: the API would have no name.',
      'Write a title.',
    );
  const ref = refOfName('api', title);
  if (ref === undefined) return null;
  const says: Draft = { title, type: kind.type };
  put(says, 'description', described(textAt(info, 'description') ?? textAt(info, 'summary')));
  const version = textAt(info, 'version');
  if (version !== undefined && version !== '') put(says, 'versions', { '': version });
  put(says, 'contacts', contactsOf(info));
  const docs = link(
    'docs',
    textAt(value, 'externalDocs', 'description') ?? 'documentation',
    textAt(value, 'externalDocs', 'url'),
  );
  put(says, 'links', [...serversOf(value), ...docs]);
  put(says, 'repository', repository === undefined ? undefined : repositoryAt(repository, file.path));
  const { definition, warnings } = carried(file);
  put(says, 'definition', definition);
  const tags = listAt(value, 'tags').flatMap((tag) => textAt(fieldsOf(tag), 'name') ?? []);
  put(says, 'rest', tags.length > 0 ? { parts: tags.slice(0, 50) } : {});
  const description: Description = {
    entity: ref,
    name: slugOf(title),
    by: 'definition',
    place: file.path,
    line: 1,
    says,
  };
  return { descriptions: [description], faults: [], warnings };
};
