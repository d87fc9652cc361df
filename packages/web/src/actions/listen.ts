import { isPossible } from './action.ts';
import { isApple } from './apple.ts';
import { heard, type Pending, type Scene } from './keys.ts';
import { typeAhead } from './open.ts';
import { actionsNow } from './registry.ts';
import { isUnfinished } from './shortcut.ts';
import { singleKeys } from './single-keys.ts';

/** A sequence waits so long for its next key. */
const patienceMs = 1_500;

const noLetters = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  const box = target.closest('input, textarea, select');
  return box !== null && !(box instanceof HTMLInputElement && noLetters.has(box.type));
};

/** What lies over the page, popovers as well, has the keys to itself. */
const isCovered = (): boolean => document.querySelector(':modal, [popover]:popover-open') !== null;

const sceneOf = ({ target }: KeyboardEvent): Scene => ({
  isApple,
  typing: isTyping(target),
  covered: isCovered(),
  singleKeys: singleKeys(),
});

/** What was begun on the screen that is left goes on over the next. */
let pending: Pending = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** The one place that listens to keys for the page; widgets that have keys of their own are heard first. */
export const listen = (): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isUnfinished(event)) return;
    if (typeAhead(event)) {
      event.preventDefault();
      return;
    }
    const it = heard(actionsNow().filter(isPossible), pending, event, sceneOf(event));
    clearTimeout(timer);
    pending = it.pending;
    if (pending.length > 0) {
      timer = setTimeout(() => {
        pending = [];
      }, patienceMs);
      event.preventDefault();
    }
    for (const action of it.actions) {
      if (event.repeat && action.repeats === undefined) {
        event.preventDefault();
        return;
      }
      if (action.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
};
