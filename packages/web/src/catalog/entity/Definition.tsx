import { Copy } from '../../ui/Copy.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** The text of an API's definition, as it was handed in; null until it has come. */
export const Definition = ({ text }: { readonly text: string | null }) => {
  if (text === null) return <Skeleton what="The definition" />;
  if (text === '') return <p className="nothing">Nobody has handed in its definition.</p>;
  return (
    <div className="paste definition">
      <pre>{text}</pre>
      <Copy text={text} what="the definition" />
    </div>
  );
};
