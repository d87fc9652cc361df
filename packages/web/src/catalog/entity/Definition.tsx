import { Copy } from '../../ui/Copy.tsx';

/** The text of an API's definition, as it was handed in. */
export const Definition = ({ text }: { readonly text: string }) => (
  <div className="paste definition">
    <pre>{text}</pre>
    <Copy text={text} what="the definition" />
  </div>
);
