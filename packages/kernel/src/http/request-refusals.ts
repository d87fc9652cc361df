import { refusals } from '../refusal.ts';

/** What the front door itself says no to, before any domain is asked. */
export const refused = refusals({
  'caller.unknown': {
    kind: 'unauthenticated',
    says: 'This needs a caller that Nightjar knows.',
    next: 'Send "Authorization: Bearer <token>", or sign in. `nightjar token create` makes a token.',
  },
  'caller.not-allowed': {
    kind: 'forbidden',
    says: 'The caller is known but lacks the right that this needs.',
    next: 'Use a token that has the right named, or ask an admin for one.',
  },
  'route.unknown': {
    kind: 'missing',
    says: 'Nothing answers at this path.',
    next: 'See /openapi.json for what does.',
  },
  'route.method': {
    kind: 'missing',
    says: 'The path exists, but not with this method.',
    next: 'Use one of the methods in the Allow header.',
  },
  'request.invalid': {
    kind: 'invalid',
    says: 'The request is well-formed, but not what this route takes.',
    next: 'Mend the fields listed in "faults" and send it again; /openapi.json has the schema.',
  },
  'request.not-json': {
    kind: 'invalid',
    says: 'The body is not JSON in UTF-8 (RFC 8259).',
    next: 'Mend the text at the offset given and send it again.',
  },
  'request.too-deep': {
    kind: 'invalid',
    says: 'The body is nested too deeply.',
    next: 'Send it flatter: at most 100 levels of objects and arrays.',
  },
  'request.poisoned': {
    kind: 'invalid',
    says: 'The body has a key that could change the program that reads it.',
    next: 'Leave out the key "__proto__", and "prototype" inside of "constructor".',
  },
  'request.malformed': {
    kind: 'invalid',
    says: 'This is not a request that HTTP allows.',
    next: 'Check the client, or a proxy between it and Nightjar.',
  },
  'request.head-too-large': {
    kind: 'too-large',
    says: 'The request line and headers are larger than 16 KiB.',
    next: 'Send fewer or shorter headers; long input belongs into the body.',
  },
  'request.path-too-long': {
    kind: 'too-large',
    says: 'A part of the path is longer than 500 characters.',
    next: 'Use the name that Nightjar gave.',
  },
  'request.too-slow': {
    kind: 'unavailable',
    says: 'The request did not arrive in time.',
    next: 'Send it again, over a faster connection or in smaller parts.',
  },
  'request.too-large': {
    kind: 'too-large',
    says: 'The body is larger than this route takes, counted after decompression.',
    next: 'Send it in several requests.',
  },
  'request.type': {
    kind: 'unsupported',
    says: 'This route does not take a body of that type.',
    next: 'Send JSON with "Content-Type: application/json".',
  },
  'request.charset': {
    kind: 'unsupported',
    says: 'Bodies are taken in UTF-8 only.',
    next: 'Send the body in UTF-8, and say so or say nothing in Content-Type.',
  },
  'request.encoding': {
    kind: 'unsupported',
    says: 'This content encoding is not known here.',
    next: 'Send the body plain, or as one of gzip, deflate, br, zstd.',
  },
  'request.character': {
    kind: 'invalid',
    says: 'A text holds a character that the database cannot look for (U+0000 or half of a surrogate pair).',
    next: 'Remove the character and send it again.',
  },
  'database.unavailable': {
    kind: 'unavailable',
    says: 'The database does not answer, or not in time.',
    next: 'Try again after the time that Retry-After says; /readyz says how it stands.',
  },
  'request.not-decodable': {
    kind: 'invalid',
    says: 'The body does not decompress: it is cut short, or not what Content-Encoding says.',
    next: 'Compress it again, or send it plain.',
  },
});
