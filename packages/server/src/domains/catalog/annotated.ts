import { annotate } from '@nightjar/descriptors/annotate/annotate';
import type { Says } from '@nightjar/descriptors/description';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { entityRows } from './cards.ts';
import type { Chosen } from './chosen.ts';
import { refuse } from './refusals.ts';
import { resolveRef } from './resolve.ts';
import type { Annotated } from './wire.ts';

/**
 * What is worth writing down: what was seen goes on being seen without a file that says so, and which version runs is out of
 * date when it is written.
 */
const worthWriting = ({ name: _, versions: __, relations, ...says }: Chosen): Says => ({
  ...says,
  relations: relations.flatMap(({ sources: _, observed, ...relation }) => (observed ? [] : [relation])),
});

/** A descriptor to paste for what a text names, as it stands at an instant (null: now). */
export const annotated = async (
  reader: Reader,
  text: string,
  form: Annotated['form'],
  at: Date | null,
): Promise<Annotated> => {
  const ref = await resolveRef(reader, text, at);
  const [row] = await entityRows(reader, [ref], at);
  if (row === undefined) throw refuse('catalog.unknown-entity');
  const {
    place,
    text: written,
    lost,
  } = annotate(form, { ref, name: row.name, says: worthWriting(row.body) });
  return { form, place, text: written, lost: [...lost] };
};
