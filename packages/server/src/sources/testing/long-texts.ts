/** Texts in which a pattern that is not careful looks for its end from each place anew: a thousand times longer takes a million times. */
const fillings = [
  '/',
  'A',
  'a',
  ' ',
  '\n',
  '-',
  '_',
  '.',
  '1',
  '[a] ',
  ' :a',
  ' @a-',
  'At 0Z',
  'See ',
  '<http:|',
];
const length = 60_000;

type Payload = { readonly event: string; readonly body: unknown };

/** Where texts stand in a payload, places of a list taken as one. */
const textsIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] => {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
};

const withText = (value: unknown, [name, ...path]: readonly string[], add: string): unknown => {
  if (name === undefined) return `${String(value)}${add}`;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = withText(copy[name], path, add);
  return copy;
};

/** So many payloads of a sender have the text at one place grown: most of them may be ignored before it is looked at. */
const mostOfPlace = 8;

/** Each payload with one of its texts grown very long. */
export function* withLongTexts(own: readonly Payload[]): Generator<Payload & { readonly at: string }> {
  const seen = new Map<string, number>();
  for (const { event, body } of own) {
    for (const path of textsIn(body)) {
      const place = path.map((name) => (/^\d+$/.test(name) ? '*' : name)).join('/');
      const times = (seen.get(place) ?? 0) + 1;
      if (times > mostOfPlace) continue;
      seen.set(place, times);
      for (const filling of fillings) {
        const add = `${filling.repeat(length / filling.length)}\u0001`;
        yield { event, body: withText(body, path, add), at: `${place} ${JSON.stringify(filling)}` };
      }
    }
  }
}
