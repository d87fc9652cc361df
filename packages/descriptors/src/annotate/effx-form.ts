import type { Says } from '../description.ts';
import { readEffx } from '../effx/read-effx.ts';
import { specFields } from '../effx/shape.ts';
import { partsOf } from '../ref.ts';
import type { Fields } from '../shape.ts';
import { refOfName, slugOf } from '../slug.ts';
import { refText } from './annotations-of.ts';
import { type Annotatable, type Form, repositoryName } from './form.ts';
import { nightjarAnnotations } from './nightjar-annotations.ts';

const filled = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined && !(typeof value === 'object' && Object.keys(value ?? {}).length === 0),
    ),
  );

const contact = (says: Says): Fields => {
  const written = (slot: keyof NonNullable<Says['contacts']>): unknown => {
    const found = says.contacts?.[slot];
    if (found === undefined) return undefined;
    if (found.url === null || found.url === `mailto:${found.label}`) return found.label;
    return { label: found.label, url: found.url };
  };
  return filled({
    email: written('email'),
    chat: written('chat'),
    onCall: written('onCall'),
    issueTracker: written('issues'),
  });
};

const linkGroups = (says: Says): Fields[] => {
  const groups = new Map<string, Fields[]>();
  for (const { group, label, url } of says.links ?? [])
    if (group !== '' && url !== '')
      groups.set(group, [...(groups.get(group) ?? []), label === url ? { url } : { label, url }]);
  return [...groups].map(([label, links]) => ({ label, links }));
};

/** Only what effx can name: it has no namespaces. */
const dependencies = (says: Says): Fields[] =>
  (says.relations ?? []).flatMap(({ type, to, inverse }) => {
    const { kind, name } = partsOf(to);
    return type === 'dependsOn' && inverse !== true && refOfName(kind, name) === to ? [{ kind, name }] : [];
  });

const isTagValue = (value: string): boolean => /^[a-zA-Z0-9.\-_/]{1,63}$/.test(value);

/** `effx.io/owned-by`, as it was written if that still names the same team. */
const teams = ({ ref, says }: Annotatable): Record<string, string> => {
  const pairs: Record<string, string> = {};
  const put = (key: string, team: string | undefined): void => {
    const before = says.annotations?.[key];
    delete pairs[key];
    if (team === undefined) return;
    const { kind, name } = partsOf(team);
    if (kind !== 'team' || refOfName(kind, name) !== team) return;
    pairs[key] = before !== undefined && refOfName('team', before) === team ? before : name;
  };
  put('effx.io/owned-by', says.owners?.[0]);
  if (ref.startsWith('team:'))
    put(
      'effx.io/reports-to',
      says.relations?.find(({ type, inverse }) => type === 'childOf' && inverse !== true)?.to,
    );
  return pairs;
};

const restOf = (says: Says): Fields =>
  Object.fromEntries(
    Object.entries(says.rest ?? {}).flatMap(([name, value]) => {
      const own = name.startsWith('spec.') ? name.slice('spec.'.length) : '';
      return own === '' || specFields.has(own) ? [] : [[own, value]];
    }),
  );

/** effx.yaml of version effx/v1: services and teams. */
export const effxForm: Form = {
  place: ({ says }) => `effx.yaml in ${repositoryName(says)}`,
  write: (entity, own) => {
    const { ref, says } = entity;
    const { kind, name } = partsOf(ref);
    if (kind !== 'service' && kind !== 'team') return undefined;
    const written = refOfName(kind, entity.name) === ref ? entity.name : name;
    const named =
      refOfName(kind, written) === ref ? {} : { [nightjarAnnotations.entity]: refText(ref, kind) };
    return {
      version: 'effx/v1',
      kind,
      spec: {
        ...restOf(says),
        name: slugOf(written) === '' ? kind : written,
        ...filled({
          description: says.description,
          annotations: { ...says.annotations, ...teams(entity), ...named, ...own },
          tags: Object.fromEntries(Object.entries(says.tags ?? {}).filter(([, value]) => isTagValue(value))),
        }),
        contact: contact(says),
        ...filled({ linkGroups: linkGroups(says), dependencies: filled({ manual: dependencies(says) }) }),
      },
    };
  },
  read: (document) => {
    const outcome = readEffx(document, { path: '', origin: '' });
    const description = outcome.is === 'read' ? outcome.descriptions[0] : undefined;
    return { ref: description?.entity, says: description?.says ?? {} };
  },
};
