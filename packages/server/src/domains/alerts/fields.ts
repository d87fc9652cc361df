import { type Registry, registry } from '@nightjar/query/registry';
import { alertStates, severities } from '../../change/alert.ts';
import type { Line } from './line.ts';

/** What a filter of the alerts may ask for. Names in SQL are columns of the table `alert`. */
export const fields: Registry<Line> = registry<Line>({
  fields: [
    {
      name: 'service',
      aliases: ['services'],
      type: 'keywords',
      doc: 'A service that the alert is about.',
      sql: 'services',
      get: (line) => line.services,
    },
    {
      name: 'severity',
      aliases: [],
      type: 'keyword',
      doc: 'How bad it is, as its source says.',
      values: severities,
      sql: 'severity',
      get: (line) => line.severity,
    },
    {
      name: 'state',
      aliases: ['status'],
      type: 'keyword',
      doc: 'Whether it fires, has been taken on, or is over.',
      values: alertStates,
      sql: 'state',
      get: (line) => line.state,
    },
    {
      name: 'env',
      aliases: ['environment'],
      type: 'keyword',
      doc: 'The environment, such as prod.',
      sql: 'environment',
      get: (line) => line.environment,
    },
    {
      name: 'source',
      aliases: [],
      type: 'keyword',
      doc: 'Who watches, such as alertmanager.',
      sql: 'source',
      get: (line) => line.source,
    },
    {
      name: 'label',
      aliases: ['labels', 'tag'],
      type: 'keywords',
      doc: 'A label, by name (label:team) or with its value (label:team=money).',
      sql: 'labels',
      get: (line) => line.labels,
    },
    {
      name: 'episodes',
      aliases: [],
      type: 'number',
      doc: 'How often it came up.',
      sql: 'episodes',
      get: (line) => line.episodes,
    },
    {
      name: 'text',
      aliases: ['title'],
      type: 'text',
      doc: 'A piece of the title, the summary or the names, within words too.',
      sql: 'text',
      get: (line) => line.text,
    },
    {
      name: 'at',
      aliases: ['since'],
      type: 'time',
      doc: 'When its last episode began.',
      sql: 'at',
      get: (line) => line.at,
    },
  ],
  time: 'at',
  text: {
    wordsSql: 'words',
    normalisedSql: 'text',
    words: (line) => line.words,
    normalised: (line) => line.text,
  },
});
