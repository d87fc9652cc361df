import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { Refusal } from '@nightjar/kernel/refusal';
import { resolve } from '../resolve.ts';

/** What alerts, changes and measurements are about. */
const kinds: ReadonlySet<string> = new Set(['service', 'api', 'resource']);

/** What a name means at an instant (null: now); null where the catalog knows nobody of it. */
export const meantBy = async (reader: Reader, name: string, at: Date | null): Promise<Ref | null> => {
  try {
    const { ref, others } = await resolve(reader, name, at);
    return [ref, ...others].find((it) => kinds.has(partsOf(it).kind)) ?? null;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'catalog.unknown-entity') return null;
    throw error;
  }
};
