/** Bytes of a page. A text lies in one whole; one that is longer has a page to itself. */
const pageBytes = 2 ** 16;

/** Dead bytes that are not worth the work of packing. */
const fewDead = 2 ** 20;

const nothing = Buffer.alloc(0);

const wider = (numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
};

/**
 * Texts by a number from 0, as bytes outside the heap: each costs what it is long, and the garbage collector neither walks over
 * them nor lets the heap grow to a multiple of them. Reading one makes a new string, a fifth of a microsecond.
 */
export const textsByNumber = () => {
  let pages: Buffer[] = [];
  /** The first free byte of the last page. */
  let free = pageBytes;
  let places = new Uint32Array(64);
  let lengths = new Uint32Array(64);
  let used = 0;
  let [live, dead] = [0, 0];

  const pageOf = (number: number): Buffer => pages[Math.floor((places[number] ?? 0) / pageBytes)] ?? nothing;
  const span = (number: number): [from: number, to: number] => {
    const from = (places[number] ?? 0) % pageBytes;
    return [from, from + (lengths[number] ?? 0)];
  };
  const bytesOf = (number: number): Buffer => pageOf(number).subarray(...span(number));

  /** Room for so many bytes, at `places[number]`. */
  const roomFor = (number: number, bytes: number): void => {
    if (free + bytes > pageBytes) {
      pages.push(Buffer.allocUnsafeSlow(Math.max(pageBytes, bytes)));
      free = 0;
    }
    places[number] = (pages.length - 1) * pageBytes + free;
    lengths[number] = bytes;
    free += bytes;
  };

  const pack = (): void => {
    const old = Array.from({ length: used }, (_, number) => bytesOf(number));
    pages = [];
    free = pageBytes;
    dead = 0;
    for (const [number, bytes] of old.entries()) {
      roomFor(number, bytes.length);
      bytes.copy(bytesOf(number));
    }
  };

  return {
    /** Numbers are given one after the other, beginning with 0. */
    write: (number: number, text: string): void => {
      if (number >= places.length) [places, lengths] = [wider(places), wider(lengths)];
      const bytes = Buffer.byteLength(text);
      const before = number < used ? (lengths[number] ?? 0) : -1;
      used = Math.max(used, number + 1);
      if (bytes !== before) {
        live += bytes - Math.max(before, 0);
        dead += Math.max(before, 0);
        roomFor(number, bytes);
      }
      bytesOf(number).write(text);
      if (dead > fewDead && dead > live) pack();
    },
    read: (number: number): string => pageOf(number).toString('utf8', ...span(number)),
  };
};
