import type { Reader, Says } from '@nightjar/descriptors/description';
import type { Recorded } from '@nightjar/kernel/fact';
import { keyOfContent } from '../../change/identity.ts';
import type { EntityDescribed } from './events.ts';

/** The last word of one source about one entity. Times are ISO 8601 in UTC with milliseconds, so they compare as texts. */
export type Claim = {
  readonly source: string;
  /** Where it is not known, nothing whole is told of it. */
  readonly origin: string | null;
  readonly reader: Reader;
  readonly pos: number;
  /** By the source's word, never after it was recorded. */
  readonly at: string;
  readonly recordedAt: string;
  /** From when it counts: never before what was said of the entity before it. */
  readonly since: string;
  readonly actor: string | null;
  readonly name: string;
  readonly confidence: number;
  readonly line: number | null;
  readonly says: Says;
};

/** When a fact was so: its source's word, but nobody has a word about the future. */
export const saidAt = ({ at, recordedAt }: Pick<Recorded, 'at' | 'recordedAt'>): string =>
  (at < recordedAt ? at : recordedAt).toISOString();

export const claimOf = (fact: Recorded<EntityDescribed>, since: string): Claim => ({
  source: fact.data.source,
  origin: fact.data.origin ?? null,
  reader: fact.data.by,
  pos: fact.pos,
  at: saidAt(fact),
  recordedAt: fact.recordedAt.toISOString(),
  since,
  actor: fact.data.signed ?? fact.actor,
  name: fact.data.name,
  confidence: fact.data.confidence ?? 1,
  line: fact.data.line ?? null,
  says: fact.data.says,
});

/** The same hash, the same word: lines and times do not count. */
export const hashOf = ({ name, confidence, says }: Pick<Claim, 'name' | 'confidence' | 'says'>): string =>
  keyOfContent({ name, confidence, says });
