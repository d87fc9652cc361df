import fc from 'fast-check';

/** Values that have broken readers of JSON before. */
const hostile = fc.constantFrom<unknown>(
  'a\0b',
  '\ud800',
  'javascript:alert(1)',
  'x'.repeat(100_000),
  '9999-99-99T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '__proto__',
  'constructor',
  1e308,
  -1,
  [],
  {},
  null,
  JSON.parse('{"__proto__":{"a":1}}'),
  JSON.parse(`${'{"a":'.repeat(90)}1${'}'.repeat(90)}`),
);

type Payload = { readonly event: string; readonly body: unknown };

/** A payload with one part of it, anywhere, replaced by something else. */
export const mutated = (own: readonly Payload[]) =>
  fc
    .tuple(fc.constantFrom(...own), fc.array(fc.nat(), { maxLength: 6 }), fc.oneof(fc.jsonValue(), hostile))
    .map(([{ event, body: whole }, path, other]): Payload => {
      const copy: unknown = structuredClone(whole);
      let inner: unknown = copy;
      for (const [depth, step] of path.entries()) {
        if (typeof inner !== 'object' || inner === null) break;
        const names = Object.keys(inner);
        const name = names[step % Math.max(1, names.length)];
        if (name === undefined) break;
        const holder = inner as Record<string, unknown>;
        const next = holder[name];
        if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
          holder[name] = other;
          break;
        }
        inner = next;
      }
      return { event, body: copy };
    });
