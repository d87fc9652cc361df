import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { type Fetch, Unread } from '../../../discovery/code-host.ts';

/**
 * Where clouds tell a machine its credentials, and whatever else is on its own wire alone (RFC 3927, RFC 4291 2.5.6): no Prometheus is
 * there. Private networks and this machine are not among them, for there many are.
 */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addAddress('100.100.100.200', 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addAddress('fd20:ce::254', 'ipv6');

/** Where a name leads. Throws `Unread` where nobody may be asked. */
const placeOf = async (hostname: string): Promise<string> => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const { address } = isIP(bare) === 0 ? await lookup(bare) : { address: bare };
  if (never.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
    throw new Unread(
      'at its address clouds tell machines their credentials, so no rule may ask there',
      'now',
      {
        is: 'refused',
      },
    );
  return address;
};

/** A look-up cannot be called off; nobody waits for it any longer. */
const unlessOver = async <Found>(
  found: Promise<Found>,
  signal: AbortSignal | null | undefined,
): Promise<Found> => {
  if (signal == null) return found;
  signal.throwIfAborted();
  const over = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
  return Promise.race([found, over]);
};

const headersOf = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, at): [string, string][] =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [],
  );

/**
 * `fetch` for what a rule names: it connects to the address that was judged, for a second look-up could answer another. Redirects are
 * answered as they came.
 */
export const outward: Fetch = async (input, init = {}) => {
  const url = new URL(String(input));
  const place = await unlessOver(placeOf(url.hostname), init.signal);
  const family = isIP(place);
  const { get } = url.protocol === 'http:' ? http : https;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      headers: Object.fromEntries(new Headers(init.headers)),
      lookup: ((_name, { all }, done) =>
        all === true
          ? done(null, [{ address: place, family }])
          : done(null, place, family)) as LookupFunction,
      ...(init.signal == null ? {} : { signal: init.signal }),
    };
    get(url, options, resolve).on('error', reject);
  });
  const { statusCode = 0, statusMessage = '' } = answer;
  if (statusCode < 200 || statusCode > 599) throw new Error('The answer has no status.');
  const isBare = [204, 205, 304].includes(statusCode);
  if (isBare) answer.resume();
  return new Response(isBare ? null : (Readable.toWeb(answer) as ReadableStream), {
    status: statusCode,
    statusText: statusMessage,
    headers: headersOf(answer),
  });
};
