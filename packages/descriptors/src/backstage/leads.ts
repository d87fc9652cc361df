import type { Reading } from '../description.ts';
import type { Ref } from '../ref.ts';
import { isPlaceholder, targetOf } from './placeholder.ts';

/** Something elsewhere that a descriptor points at. Whether it may be fetched is the caller's to decide. */
export type Lead = {
  readonly entity: Ref;
  /** The text of a placeholder (to be handed back in `Where.resolved`), or a further file of descriptors. */
  readonly is: 'placeholder' | 'descriptor';
  /** An address, or a path from the file that names it. */
  readonly target: string;
};

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** What the descriptors of a file point at: definitions by `$text`, and the targets of Locations. */
export const leadsOf = (reading: Reading): Lead[] =>
  reading.documents
    .flatMap((document) => (document.is === 'read' ? document.descriptions : []))
    .flatMap(({ entity, says: { rest = {} } }): Lead[] => {
      const definition = rest['spec.definition'];
      const placeholder = isPlaceholder(definition) ? [targetOf(definition)] : [];
      const targets = entity.startsWith('location:')
        ? [...textsIn(rest['spec.target']), ...textsIn(rest['spec.targets'])]
        : [];
      return [
        ...placeholder.map((target) => ({ entity, is: 'placeholder' as const, target })),
        ...targets.map((target) => ({ entity, is: 'descriptor' as const, target })),
      ];
    });
