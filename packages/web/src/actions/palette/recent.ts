import { keep, kept } from '../../ui/kept.ts';
import type { Item, Recent } from './items.ts';

const key = 'nightjar.recent';
const most = 24;

const isText = (it: unknown): it is string => typeof it === 'string';
const isTextOrNull = (it: unknown): it is string | null => it === null || isText(it);

/** This browser's own memory; what is in it may be of an older version, or of somebody's hand. */
export const recentIn = (text: string | null): readonly Recent[] => {
  try {
    const all: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(all)) return [];
    return all
      .filter(
        (it): it is Recent =>
          typeof it === 'object' &&
          it !== null &&
          isText(it.id) &&
          isText(it.kind) &&
          isText(it.title) &&
          isTextOrNull(it.subtitle) &&
          isTextOrNull(it.href) &&
          isTextOrNull(it.entity),
      )
      .slice(0, most);
  } catch {
    return [];
  }
};

/** With this one in front; each once. */
export const withRecent = (recent: readonly Recent[], { id, kind, title, subtitle, href, entity }: Item) =>
  [{ id, kind, title, subtitle, href, entity }, ...recent.filter((it) => it.id !== id)].slice(0, most);

export const readRecent = (): readonly Recent[] => recentIn(kept(key));
export const noteRecent = (item: Item): void => keep(key, JSON.stringify(withRecent(readRecent(), item)));

/** What was typed last, for who comes back a moment later. */
let typed = '';

export const lastTyped = (): string => typed;
export const noteTyped = (text: string): void => {
  typed = text;
};

export const forgetRecent = (): void => {
  noteTyped('');
  keep(key, '[]');
};
