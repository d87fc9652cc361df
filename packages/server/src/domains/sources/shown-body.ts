import { parseJson } from '@nightjar/kernel/http/json';
import type { StoredDelivery } from '../../sources/raw-deliveries.ts';
import type { DeliveryPage } from './wire.ts';

/** Characters of a body that are shown: what a person looks through. */
const most = 256 * 1024;
/** Larger bodies are shown as they are: to take them apart for the eye would hold everybody up. */
const mostIndented = 2 ** 20;

const indented = (body: Buffer): string => {
  const text = body.toString('utf8');
  if (body.length > mostIndented) return text;
  try {
    return JSON.stringify(parseJson(body), null, 2);
  } catch {
    return text;
  }
};

/** Headers of ours that say how a delivery was kept are no headers of its sender. */
const isOurs = (name: string): boolean => name.startsWith('nightjar-');

/** A delivery as it is kept, for a person to read. */
export const shownBody = ({
  pos,
  delivery,
  event,
  receivedAt,
  headers,
  body,
}: StoredDelivery): DeliveryPage => {
  const text = indented(body);
  const redacted = headers['nightjar-redacted'];
  return {
    position: pos,
    delivery,
    event,
    receivedAt: receivedAt.toISOString(),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !isOurs(name))),
    body: text.length > most ? text.slice(0, most).toWellFormed() : text,
    cut: text.length > most,
    redacted: redacted === undefined ? [] : redacted.split(' '),
  };
};
