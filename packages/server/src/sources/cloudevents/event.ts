import { instant } from '../../change/instant.ts';

/** A CloudEvent 1.0. Extension attributes stand beside the others, as the specification has it. */
export type CloudEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time?: string;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly data?: unknown;
  readonly data_base64?: string;
  readonly [extension: string]: unknown;
};

export type Checked =
  | { readonly ok: true; readonly event: CloudEvent }
  | { readonly ok: false; readonly pointer: string; readonly message: string };

const required = ['id', 'source', 'type'] as const;
const optional = ['subject', 'time', 'datacontenttype', 'dataschema'] as const;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Checks an event in JSON form against cloudevents/spec.md 1.0 ("Context Attributes") and json-format.md. A null attribute
 * counts as absent. Names of extensions are not held to the twenty small letters and digits that the specification asks of
 * producers: what they say is kept.
 */
export const checkEvent = (value: unknown): Checked => {
  const no = (pointer: string, message: string): Checked => ({ ok: false, pointer, message });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return no('', 'A CloudEvent is a JSON object.');
  }
  const given = Object.fromEntries(
    Object.entries(value).filter(([name, it]) => name === 'data' || (it !== null && it !== undefined)),
  );
  if (given['specversion'] !== '1.0') return no('/specversion', 'Must be "1.0".');
  for (const name of required) {
    if (typeof given[name] !== 'string' || given[name] === '')
      return no(`/${name}`, 'Must be a text, not empty.');
  }
  for (const name of optional) {
    if (given[name] !== undefined && (typeof given[name] !== 'string' || given[name] === '')) {
      return no(`/${name}`, 'Must be a text, not empty, where it is given.');
    }
  }
  if (given['time'] !== undefined && instant(given['time']) === null) {
    return no('/time', 'Must be an RFC 3339 time.');
  }
  const encoded = given['data_base64'];
  if (encoded !== undefined) {
    if (typeof encoded !== 'string' || !base64.test(encoded)) return no('/data_base64', 'Must be base64.');
    if (Object.hasOwn(given, 'data')) return no('/data_base64', 'Stands beside data: only one of them may.');
  }
  return { ok: true, event: given as CloudEvent };
};
