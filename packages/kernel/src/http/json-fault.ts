/** Where a text stops being JSON, and what had to stand there. */
export type JsonFault = { readonly offset: number; readonly expected: string };

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'after a value';

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escapes = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** The place behind the string that starts at `at`, or the fault in it. */
const stringEnd = (text: string, at: number): number | JsonFault => {
  for (let index = at + 1; index < text.length; ) {
    const char = text.charCodeAt(index);
    if (char === 0x22) return index + 1;
    if (char < 0x20)
      return { offset: index, expected: 'an escape such as \\n; a string has no control characters' };
    if (char !== 0x5c) {
      index += 1;
      continue;
    }
    const next = matchAt(escapes, text, index);
    if (next === -1)
      return { offset: index, expected: 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX' };
    index = next;
  }
  return { offset: text.length, expected: 'the closing quote of the string' };
};

const words: Readonly<Record<Expecting, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  key: 'a key in double quotes',
  'key or }': 'a key in double quotes or }',
  ':': 'a colon',
  'after a value': 'a comma or the closing bracket',
};

/**
 * The first fault of a text that `JSON.parse` refused. V8's own message has no position for most faults, and quotes the
 * text, which may hold a secret. Null where there is none.
 */
export const firstJsonFault = (text: string): JsonFault | null => {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  for (;;) {
    while (' \t\n\r'.includes(text[at] ?? 'end')) at += 1;
    const char = text[at];
    const inside = open.at(-1);
    if (expecting === 'after a value' && inside === undefined)
      return char === undefined ? null : { offset: at, expected: 'nothing more, the value has ended' };
    const fault: JsonFault = { offset: at, expected: words[expecting] };
    if (char === '"' && expecting !== ':' && expecting !== 'after a value') {
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      at = end;
      expecting = expecting.startsWith('key') ? ':' : 'after a value';
    } else if (expecting === ':') {
      if (char !== ':') return fault;
      at += 1;
      expecting = 'value';
    } else if (char === (inside === '{' ? '}' : ']') && /\}|\]|after/.test(expecting)) {
      open.pop();
      at += 1;
      expecting = 'after a value';
    } else if (expecting === 'after a value') {
      if (char !== ',') return fault;
      at += 1;
      expecting = inside === '{' ? 'key' : 'value';
    } else if (expecting.startsWith('key')) {
      return fault;
    } else if (char === '{' || char === '[') {
      open.push(char);
      at += 1;
      expecting = char === '{' ? 'key or }' : 'value or ]';
    } else {
      const end = matchAt(scalar, text, at);
      if (end === -1) return fault;
      at = end;
      expecting = 'after a value';
    }
  }
};
