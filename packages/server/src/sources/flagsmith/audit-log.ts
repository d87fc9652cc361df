import { instant } from '../../change/instant.ts';
import { field, headline, idAt, personIn, textAt } from '../json.ts';
import type { Reading } from '../source.ts';

const nameOf = (author: unknown): string | null => {
  const name = [textAt(author, 'first_name'), textAt(author, 'last_name')].filter(Boolean).join(' ');
  return name === '' ? personIn(textAt(author, 'email')) : name;
};

/** The audit log tells of everything; only segments are told nowhere else. */
export const auditLog = (body: unknown): Reading => {
  const data = field(body, 'data');
  const about = textAt(data, 'related_object_type');
  const log = headline(textAt(data, 'log'));
  if (about !== 'SEGMENT') {
    return { is: 'ignored', why: 'Changes of flags are told by the webhook of their environment.' };
  }
  if (log === null) return { is: 'unread', why: 'The entry of the audit log says nothing (log).' };
  if (/created/i.test(log)) return { is: 'ignored', why: 'A segment was created: no flag uses it yet.' };
  const [name, created] = [nameOf(field(data, 'author')), instant(field(data, 'created_date'))];
  const project = textAt(data, 'project', 'name');
  const segment = /^[^:]*:\s*(.+)$/.exec(log)?.[1] ?? null;
  return {
    is: 'changes',
    changes: [
      {
        key: `${idAt(data, 'project', 'id') ?? ''}/segments/${idAt(data, 'related_object_id') ?? ''}/${textAt(data, 'created_date') ?? ''}`,
        kind: 'flag',
        phase: 'finished',
        ...(created === null ? {} : { at: created }),
        title: [
          /delet/i.test(log) ? 'Delete' : 'Change',
          segment === null ? 'a segment' : `segment ${segment}`,
        ].join(' '),
        services: project === null ? [] : [project],
        hints: project === null ? [] : [{ join: 'flagsmith', value: project }],
        environment: textAt(data, 'environment', 'name'),
        actor: name === null ? null : { name, kind: 'human' },
        summary: log,
      },
    ],
  };
};
