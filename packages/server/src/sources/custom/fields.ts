/** What an expression's value may be. `text`: a text or a number; `instant`: a text, a timestamp, or seconds or milliseconds since 1970. */
export type Takes = 'bool' | 'text' | 'texts' | 'instant' | 'record';

/** What a mapping may say of a payload, in the order in which people think of it. */
export const fields = {
  when: {
    takes: 'bool',
    doc: 'Whether the payload tells of anything at all; it does where this is left out.',
  },
  alert: { takes: 'bool', doc: 'Whether it tells of an alert instead of a change.' },
  key: { takes: 'text', doc: 'Names the change: the same key is the same change, further on.' },
  kind: { takes: 'text', doc: 'deploy, flag, config, infrastructure, scale, schema, …' },
  phase: { takes: 'text', doc: 'planned, started, progressed, finished, failed, cancelled or reverted.' },
  title: { takes: 'text', doc: 'What was done, in the imperative: Deploy pricing v812.' },
  at: { takes: 'instant', doc: 'When it was so; when it was received, where this is left out.' },
  services: { takes: 'texts', doc: 'The service, or a list of them.' },
  hints: { takes: 'record', doc: 'How the sender calls the service: {"github": body.repository}.' },
  environment: { takes: 'text', doc: 'prod, staging, …' },
  actor: { takes: 'text', doc: 'Who did it.' },
  actorKind: { takes: 'text', doc: 'human or automation.' },
  onBehalfOf: { takes: 'text', doc: 'For whom it was done.' },
  version: { takes: 'text', doc: 'The version that came.' },
  previousVersion: { takes: 'text', doc: 'The version that was there before.' },
  link: { takes: 'text', doc: 'Where to look at it, http or https.' },
  summary: { takes: 'text', doc: 'More than the title says.' },
  tags: { takes: 'record', doc: 'Names and values: {"team": body.team}.' },
  state: { takes: 'text', doc: 'Of an alert: firing, acknowledged or resolved.' },
  severity: { takes: 'text', doc: 'Of an alert: critical, error, warning or info.' },
} as const satisfies Record<string, { readonly takes: Takes; readonly doc: string }>;

export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as readonly FieldName[];

/** CEL expressions (cel.dev) over `body` and `headers`, by what they say of a payload. What is left out is not known. */
export type Mapping = Readonly<Partial<Record<FieldName, string>>>;
