import { Copy } from '../../ui/Copy.tsx';
import { waysToFill } from '../fill.ts';

/** Little or nothing is known yet: what to paste to see the catalog fill itself. */
export const FillIt = ({ title }: { readonly title: string }) => (
  <section className="notice first" aria-labelledby="fill-it">
    <h2 className="notice-title" id="fill-it">
      {title}
    </h2>
    <p>Nightjar finds services by itself. Each of these fills the catalog; together they fill it better.</p>
    {waysToFill(location.origin).map(({ name, says, lines }) => (
      <div key={name} className="step">
        <h3>{name}</h3>
        <p className="says">{says}</p>
        <div className="paste">
          <pre>{lines}</pre>
          <Copy text={lines} what={name} />
        </div>
      </div>
    ))}
  </section>
);
