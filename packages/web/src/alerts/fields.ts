import type { Alert } from '@nightjar/sdk/wire';
import { type Field, plainly } from '../filter/field.ts';
import { quoted } from '../filter/words.ts';

const ago: Field['values'] = [
  { text: '-1h', says: 'an hour ago' },
  { text: '-1d', says: 'a day ago' },
  { text: '-7d', says: 'a week ago' },
];

/** What the alerts can be filtered by, most asked for first. */
export const fields: readonly Field[] = [
  { name: 'service', says: 'what it is about', values: [] },
  { name: 'severity', says: 'how bad it is', values: plainly('critical', 'error', 'warning', 'info') },
  { name: 'env', says: 'where', values: [] },
  {
    name: 'state',
    says: 'how it stands',
    values: [
      { text: 'firing', says: '' },
      { text: 'acknowledged', says: 'somebody has taken it on' },
      { text: 'resolved', says: '' },
    ],
  },
  { name: 'source', says: 'who watches', values: [] },
  { name: 'label', says: 'a label, or a label=value', values: [] },
  { name: 'episodes', says: 'how often it came up', values: plainly('>1', '>5') },
  { name: 'after', says: 'from then on', values: ago },
  { name: 'before', says: 'until then', values: ago },
  { name: 'text', says: 'a piece of the title or the summary', values: [] },
];

const seen = (field: string, alert: Alert): readonly (string | null)[] => {
  switch (field) {
    case 'service':
      return alert.services;
    case 'env':
      return [alert.environment];
    case 'source':
      return [alert.source];
    case 'label':
      return Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`);
    default:
      return [];
  }
};

/** The fields with the values that occur among `alerts`. */
export const fieldsWith = (alerts: readonly Alert[]): readonly Field[] =>
  fields.map((field) => {
    const values = new Set(alerts.flatMap((alert) => seen(field.name, alert)).filter((it) => it !== null));
    return { ...field, values: [...field.values, ...plainly(...[...values].map(quoted))] };
  });
