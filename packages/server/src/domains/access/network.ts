import { isIPv6 } from 'node:net';

/** The first 64 bits of an IPv6 address that is written in the canonical or any other form. */
const first64 = (address: string): string => {
  const [before = '', after] = address.split('%', 1)[0]?.split('::') ?? [];
  const groups = (text: string | undefined): string[] =>
    text === undefined || text === '' ? [] : text.split(':');
  const [head, tail] = [groups(before), groups(after)];
  // An IPv4 address at the end stands for two groups.
  const width = head.length + tail.length + ((tail.at(-1) ?? head.at(-1))?.includes('.') === true ? 1 : 0);
  const zeros = after === undefined ? [] : Array.from({ length: 8 - width }, () => '0');
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};

/**
 * What one subscriber holds: an IPv4 address, or the /64 of an IPv6 one (RFC 6177: no site gets less), within which anybody
 * can take a new address for each attempt.
 */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? `${first64(address)}::/64` : address;
};
