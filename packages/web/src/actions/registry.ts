import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Action, isPossible } from './action.ts';

/** `latest`: as it was last drawn; undefined once it is offered no more. */
type Place = {
  readonly actions: () => readonly Action[];
  readonly latest: (name: string) => Action | undefined;
};

/** Whoever is on the page and can do something, the first registered first. */
const places = new Set<Place>();
const listeners = new Set<() => void>();
let now: readonly Action[] | null = null;

const changed = (): void => {
  now = null;
  for (const tell of listeners) tell();
};

/** An action that may be held on to: what it does and whether it can is asked of the latest drawing. */
const lasting = (place: Place, action: Action): Action => ({
  ...action,
  when: () => {
    const latest = place.latest(action.name);
    return latest !== undefined && isPossible(latest);
  },
  run: (key) => place.latest(action.name)?.run(key),
});

/** All that can be done on the page as it stands. Of a name that is taken twice the later is meant. */
export const actionsNow = (): readonly Action[] => {
  now ??= [
    ...new Map(
      [...places].flatMap((place) =>
        place.actions().map((action) => [action.name, lasting(place, action)] as const),
      ),
    ).values(),
  ];
  return now;
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The actions of the page, for what shows them: drawn anew when a screen comes or goes, or what it offers is another. */
export const useActionsNow = (): readonly Action[] => useSyncExternalStore(subscribe, actionsNow);

/** What of an action is shown: a change of it is told, a change of its hands is not. */
const shownOf = (actions: readonly Action[]): string =>
  actions.map(({ name, label, shortcut, href }) => `${name}\0${label}\0${shortcut}\0${href}`).join('\n');

/** Offers actions for as long as the component stands. They may be made anew at each drawing: the latest are run. */
export const useActions = (actions: readonly Action[]): void => {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const place: Place = {
      actions: () => latest.current,
      latest: (name) => latest.current.find((action) => action.name === name),
    };
    places.add(place);
    changed();
    return () => {
      places.delete(place);
      changed();
    };
  }, []);
  const shown = shownOf(actions);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown has changed, so whoever shows it is told.
  useEffect(changed, [shown]);
};
