/** What the right half of an entity's page can show. */
export type View = 'changes' | 'owns' | 'parts' | 'dependencies' | 'definition' | 'facts' | 'history';

export const viewNames: Readonly<Record<View, string>> = {
  changes: 'Changes',
  owns: 'Owns',
  parts: 'Parts',
  dependencies: 'Dependencies',
  definition: 'Definition',
  facts: 'Who says so',
  history: 'History',
};

/** The views of a kind of thing; what one comes for most is first. */
export const viewsOf = (kind: string): readonly View[] => {
  switch (kind) {
    case 'team':
    case 'person':
      return ['owns', 'changes', 'facts', 'history'];
    case 'system':
    case 'domain':
    case 'environment':
      return ['parts', 'changes', 'dependencies', 'facts', 'history'];
    default:
      return [
        'changes',
        'dependencies',
        ...(kind === 'api' ? ['definition' as const] : []),
        'facts',
        'history',
      ];
  }
};

/** The view an address asks for, or the first where it asks for none that there is. */
export const viewIn = (asked: string | null, views: readonly View[]): View =>
  views.find((view) => view === asked) ?? views[0] ?? 'facts';
