import { instant } from '../../change/instant.ts';
import type { Reported } from '../../change/observation.ts';
import { storable } from '../../change/storable.ts';
import { field, headline, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { type CdEvent, cdEventIn, linksOf, type Meaning, meaningOf, nameIn } from './cdevent.ts';
import { type CloudEvent, checkEvent } from './event.ts';
import { deliveryOf, keyOf } from './identity.ts';

/** Data larger than this, or deeper, stays in the raw delivery only: a line of the feed is read a thousand times. */
const mostData = 65_536;

/** Under its name where it is fit to be kept, and under another name what was wrong with it where it is not. */
const kept = (name: string, value: unknown): Record<string, unknown> => {
  if (value === undefined || value === null) return {};
  // Two levels are the observation's own: extra, and the name in it.
  const fit = storable(value, 2);
  if ('tooDeep' in fit) return { [`${name}LeftOut`]: 'nested too deeply' };
  const size = JSON.stringify(fit.value).length;
  return size <= mostData ? { [name]: fit.value } : { [`${name}LeftOut`]: `${size} characters` };
};

const dataOf = (event: CloudEvent): Record<string, unknown> =>
  event.data_base64 === undefined
    ? kept('data', event.data)
    : { dataLeftOut: `${Buffer.byteLength(event.data_base64, 'base64')} bytes` };

/** Attributes are scalars (spec.md, "Type System"); a list or an object in their place is dropped here and kept raw. */
const attributesOf = ({ data: _, data_base64: __, specversion: ___, ...attributes }: CloudEvent) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => typeof value !== 'object'));

const aboutEvent = (event: CloudEvent): Reported => ({
  ...(event.time === undefined ? {} : { at: event.time }),
  tags: { from: event.source },
});

/** Any CloudEvent: kept and shown. The service and the environment are taken from the data where it has them by these names. */
const anyEvent = (event: CloudEvent): Reported => {
  const service = textAt(event.data, 'service', 'name') ?? textAt(event.data, 'service');
  return {
    ...aboutEvent(event),
    key: deliveryOf(event),
    kind: 'other',
    phase: 'finished',
    title: event.subject === undefined ? event.type : `${event.type}: ${event.subject}`,
    services: service === null || service.length > 200 ? [] : [service],
    environment: environmentIn(field(event.data, 'environment')),
    extra: { ...attributesOf(event), ...dataOf(event) },
  };
};

const environmentIn = (value: unknown): string | null => {
  const name = textAt(value, 'name') ?? textAt(value);
  return name !== null && name.length <= 200 ? name : null;
};

const cdEvent = (event: CloudEvent, it: CdEvent, meaning: Meaning): Reported => {
  const stamp = instant(field(event.data, 'context', 'timestamp'));
  const person = textAt(it.content, 'creator') ?? textAt(it.content, 'user');
  return {
    ...aboutEvent(event),
    ...(stamp === null ? {} : { at: stamp }),
    key: meaning.folds === 'event' ? deliveryOf(event) : keyOf(it.subject, it.source, it.id),
    kind: meaning.kind,
    phase: meaning.phase,
    title: meaning.title,
    services: meaning.services.filter((name) => name !== null),
    environment:
      it.subject === 'environment' ? (textAt(it.content, 'name') ?? nameIn(it.id)) : nameIn(it.environment),
    actor: person === null ? null : { name: person },
    version: it.artifact?.version ?? null,
    links: linksOf(it),
    summary: headline(
      textAt(it.content, 'errors') ?? textAt(it.content, 'reason') ?? textAt(it.content, 'description'),
      500,
    ),
    extra: {
      type: it.type,
      source: it.source,
      subject: it.id,
      ...kept('chainId', textAt(event.data, 'context', 'chainId')),
      ...kept('content', it.content),
      ...kept('customData', field(event.data, 'customData')),
    },
  };
};

export const map = ({ body }: Delivery): Reading => {
  const checked = checkEvent(body);
  if (!checked.ok) return { is: 'ignored', why: `No CloudEvent: ${checked.pointer} ${checked.message}` };
  const { event } = checked;
  const it = cdEventIn(event);
  const meaning = it === null ? null : meaningOf(it);
  return {
    is: 'changes',
    changes: [it === null || meaning === null ? anyEvent(event) : cdEvent(event, it, meaning)],
  };
};
