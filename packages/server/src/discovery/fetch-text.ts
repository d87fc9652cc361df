import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Fetched, FetchText } from './read-files.ts';

type FetchTextOptions = {
  /**
   * `host` is https on its usual port, `host:8443` https on another, `http://host` and `http://host:8080` plain; `*.acme.com` in
   * their place is every host within it. Addresses and networks (`10.1.0.0/16`) let a host that is allowed be within the
   * operator's own network.
   */
  readonly allow: readonly string[];
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
};

/** Not the public internet: RFC 6890 and its successors. A name that leads there must not be reached by way of a file. */
const inward = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inward.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 23],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inward.addSubnet(network, bits, 'ipv6');

const within = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const listed = (allow: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const entry of allow) {
    const [network = '', bits] = entry.split('/');
    const version = isIP(network);
    if (version === 0) continue;
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(bits), family);
  }
  return list;
};

/** A URL has no port where it is the usual one of its scheme. */
const isAllowed = ({ protocol, hostname, port }: URL, allow: readonly string[]): boolean =>
  allow.some((entry) => {
    const [, scheme = 'https:', name = '', at = ''] =
      /^(?:(https?:)\/\/)?(\[[^\]]*\]|[^:/]+)(?::(\d+))?\/?$/.exec(entry.toLowerCase()) ?? [];
    const usual = scheme === 'http:' ? '80' : '443';
    const fits = name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name;
    return name !== '' && fits && protocol === scheme && port === (at === usual ? '' : at);
  });

/** It is not there, and nowhere else that we would follow it to. A host in trouble, or a limit, says nothing of the text. */
const isGone = (status = 0): boolean => status < 500 && ![401, 403, 408, 425, 429].includes(status);

/** Where to connect to; undefined where the name leads inward and is not listed as the address itself. */
const placeOf = async (hostname: string, allow: readonly string[]): Promise<string | undefined> => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const { address } = isIP(bare) === 0 ? await lookup(bare) : { address: bare };
  return within(inward, address) && !within(listed(allow), address) ? undefined : address;
};

const none: Fetched = { is: 'none' };
const failed: Fetched = { is: 'failed' };

/** What is too large is that tomorrow too. */
const bodyOf = async (answer: IncomingMessage, mostBytes: number): Promise<Fetched> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) return none;
    pieces.push(piece);
  }
  return answer.complete ? { is: 'text', text: Buffer.concat(pieces).toString('utf8') } : failed;
};

/**
 * What `$text: https://…` names, where the operator allows the host: a file in a repository is written by anybody who may
 * push there, and must not make this server ask its own network. The address that was judged is the one that is connected to
 * (a second look-up could answer another), redirects are not followed, and nothing of ours is sent along.
 */
export const fetchTextFrom =
  ({ allow, timeoutMs = 10_000, mostBytes = 2 * 2 ** 20 }: FetchTextOptions): FetchText =>
  async (address, signal) => {
    const url = URL.parse(address);
    if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '') return none;
    if (!isAllowed(url, allow)) return none;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const place = await placeOf(url.hostname, allow);
      if (place === undefined) return none;
      const { get } = url.protocol === 'http:' ? http : https;
      const family = isIP(place);
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = {
          signal: patience,
          headers: { 'user-agent': 'nightjar' },
          lookup: ((_name, { all }, done) =>
            all === true
              ? done(null, [{ address: place, family }])
              : done(null, place, family)) as LookupFunction,
        };
        get(url, options, resolve).on('error', reject);
      });
      if (answer.statusCode !== 200) {
        answer.destroy();
        return isGone(answer.statusCode) ? none : failed;
      }
      return await bodyOf(answer, mostBytes);
    } catch {
      // Slow, cut off, or of a name that nobody knows today.
      signal.throwIfAborted();
      return failed;
    }
  };
