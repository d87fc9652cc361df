import { isApple } from './apple.ts';
import { shortcutInWords } from './shortcut.ts';

/** A shortcut as keys that are pressed one after the other. */
export const Keys = ({ shortcut }: { readonly shortcut: string }) => (
  <span className="key-combo">
    {shortcutInWords(shortcut, isApple).map((key, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a key may come twice, and their order is what they are.
      <kbd key={index}>{key}</kbd>
    ))}
  </span>
);
