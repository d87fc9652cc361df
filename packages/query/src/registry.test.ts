import { expect, describe as group, test } from 'vitest';
import { describe, fieldNames, registry } from './registry.ts';
import { rows } from './testing/example.ts';

group('a registry', () => {
  test('refuses two fields of one name, after: and before: counted', () => {
    const [first] = rows.fields;
    if (first === undefined) throw new Error('The example has fields.');
    expect(() =>
      registry({ ...rows, fields: [...rows.fields, { ...first, name: 'by', aliases: [] }] }),
    ).toThrow('share the name by');
    expect(() =>
      registry({ ...rows, fields: [...rows.fields, { ...first, name: 'x', aliases: ['after'] }] }),
    ).toThrow('share the name after');
  });

  test('refuses a name that nobody could write, and a time that is none', () => {
    const [first] = rows.fields;
    if (first === undefined) throw new Error('The example has fields.');
    expect(() =>
      registry({ ...rows, fields: [...rows.fields, { ...first, name: 'Größe', aliases: [] }] }),
    ).toThrow('cannot be named Größe');
    expect(() => registry({ ...rows, time: 'size' })).toThrow('size is not a time field');
  });

  test('tells the web what can be written, and nothing about tables', () => {
    expect(describe(rows).fields[1]).toEqual({
      name: 'kind',
      aliases: [],
      type: 'keyword',
      doc: 'What kind of thing changed.',
      values: ['deploy', 'flag', 'config'],
    });
    expect(fieldNames(describe(rows))).toEqual([
      'after',
      'before',
      'service',
      'svc',
      'kind',
      'actor',
      'by',
      'at',
      'size',
      'title',
    ]);
  });
});
