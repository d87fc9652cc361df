import { redact } from '../change/redaction/redact.ts';
import type { Headers } from './source.ts';
import { isForm } from './stored.ts';

type Kept = {
  /** What adapters read: the payload without its secrets, so that a replay reads what the first reading read. */
  readonly value: unknown;
  /** What is stored. The very bytes that came, where nothing was redacted. */
  readonly body: Buffer;
  /** That something was, by the rules that found it; and that it is JSON now, whatever it came as. */
  readonly headers: Readonly<Record<string, string>>;
};

/** A payload as it may be kept: redacted before it is read, recorded or stored. `value` is what `bodyValue` made of the bytes. */
export const keptBody = (headers: Headers, body: Buffer, value: unknown): Kept => {
  const { value: clean, rules } = redact(value, isForm(headers) ? undefined : body.toString('latin1'));
  if (rules.length === 0) return { value, body, headers: {} };
  return {
    value: clean,
    body: Buffer.from(JSON.stringify(clean)),
    headers: { 'content-type': 'application/json', 'nightjar-redacted': rules.join(' ') },
  };
};
