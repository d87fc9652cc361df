import type { Change } from '@nightjar/sdk/wire';

/** What did it, before what it was about. */
const did = /^(deploy|pipeline|job|run|workflow|build|sync|apply|release)/i;
/** Pages that are about more than this change. */
const wider = /^(environments?|project|repository|dashboard)$/i;

const rankOf = (label: string): number => (did.test(label) ? 0 : wider.test(label) ? 2 : 1);

/** The links of a change, the page of what did it first: they come in the order of their addresses. */
export const byUse = (links: Change['links']): Change['links'] =>
  links.toSorted((a, b) => rankOf(a.label) - rankOf(b.label));
