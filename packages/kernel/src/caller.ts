/** What a caller may do: send changes, read, or everything. `admin` holds the other two. */
export type Right = 'ingest' | 'read' | 'admin';

/** On whose behalf something is read or decided. Every read and every write carries one. */
export type Caller = {
  readonly org: number;
  /** `token:<id>`, `person:<id>` or `nightjar` itself. */
  readonly subject: string;
  /** What people call it, where that is known. */
  readonly name?: string;
  readonly rights: ReadonlySet<Right>;
};

export const may = (caller: Caller, right: Right): boolean =>
  caller.rights.has(right) || caller.rights.has('admin');

/** Nightjar acting for itself: housekeeping, set-up. */
export const nightjarItself: Caller = { org: 1, subject: 'nightjar', rights: new Set(['admin']) };
