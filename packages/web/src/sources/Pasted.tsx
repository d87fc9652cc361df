import { Copy } from '../ui/Copy.tsx';

/** Something to be copied to the sender, on a line of its own. */
export const Pasted = ({ text, what }: { readonly text: string; readonly what: string }) => (
  <div className="paste">
    <pre>{text}</pre>
    <Copy text={text} what={what} />
  </div>
);
