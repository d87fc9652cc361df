import { jsonIn, textAt } from '../json.ts';
import { sameText } from '../proof.ts';
import type { Source } from '../source.ts';

const name = '"routing_key"';

const isOneOf = (key: string, secrets: readonly string[]): boolean =>
  secrets.map((secret) => sameText(key, secret)).includes(true);

const routingKeyIn = (body: Buffer): string | null => {
  try {
    return textAt(JSON.parse(body.toString('utf8')), 'routing_key');
  } catch {
    return null;
  }
};

/** So many places where a key may stand are looked at: the details of an event may quote some. */
const mostPlaces = 100;

/** Texts that are called a routing key, wherever in the body: anybody may send it, so it is not taken apart for one who has none. */
const mayHold = (body: Buffer, secrets: readonly string[]): boolean => {
  let held = false;
  for (let at = body.indexOf(name), place = 0; at !== -1 && place < mostPlaces; place += 1) {
    const rest = body.toString('utf8', at + name.length, at + name.length + 4_000);
    const text = /^\s*:\s*("(?:[^"\\]|\\.)+")/.exec(rest)?.[1];
    const key = textAt(jsonIn(text ?? null));
    held = (key !== null && isOneOf(key, secrets)) || held;
    at = body.indexOf(name, at + name.length);
  }
  return held;
};

/** The integration key in the body is the proof, so nothing can be told before the body is there. Every secret is tried. */
export const verify: Source['verify'] = (body, _, secrets) => {
  if (!mayHold(body, secrets)) return 'forged';
  const key = routingKeyIn(body);
  if (key === null) return 'forged';
  return isOneOf(key, secrets) ? 'genuine' : 'forged';
};
