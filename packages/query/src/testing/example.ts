import { foldedSql } from '../fold.ts';
import { type Registry, registry } from '../registry.ts';
import { normalise, words } from '../words.ts';

/** A small feed for the tests: every type of field, each of them missing in some rows. */
export type Row = {
  readonly actor: string | null;
  readonly kind: string | null;
  readonly services: readonly string[] | null;
  readonly at: Date | null;
  readonly size: number | null;
  readonly title: string | null;
};

export const rows: Registry<Row> = registry<Row>({
  time: 'at',
  text: {
    wordsSql: 'r.words',
    normalisedSql: 'r.normalised',
    words: (row) => words(row.title ?? ''),
    normalised: (row) => normalise(row.title ?? ''),
  },
  fields: [
    {
      name: 'service',
      aliases: ['svc'],
      type: 'keywords',
      doc: 'A service it touched.',
      sql: 'r.services',
      get: (row) => row.services,
    },
    {
      name: 'kind',
      aliases: [],
      type: 'keyword',
      doc: 'What kind of thing changed.',
      values: ['deploy', 'flag', 'config'],
      sql: 'r.kind',
      get: (row) => row.kind,
    },
    {
      name: 'actor',
      aliases: ['by'],
      type: 'keyword',
      doc: 'Who did it.',
      sql: foldedSql('r.actor'),
      get: (row) => row.actor,
    },
    { name: 'at', aliases: [], type: 'time', doc: 'When it began.', sql: 'r.at', get: (row) => row.at },
    { name: 'size', aliases: [], type: 'number', doc: 'How much.', sql: 'r.size', get: (row) => row.size },
    {
      name: 'title',
      aliases: [],
      type: 'text',
      doc: 'What it says.',
      sql: 'r.normalised',
      get: (row) => (row.title === null ? null : normalise(row.title)),
    },
  ],
});
