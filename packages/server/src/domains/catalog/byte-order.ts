/** As the database compares references, by their bytes: JavaScript orders what is beyond the first plane of Unicode otherwise. */
export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
