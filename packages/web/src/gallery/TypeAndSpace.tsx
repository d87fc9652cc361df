import css from '../tokens.css?raw';
import { lengthsIn } from './tokens.ts';

const lengths = lengthsIn(css);

/** The sizes that words come in, and the lengths that all else is measured by. */
export const TypeAndSpace = () => (
  <div className="type-and-space">
    <ul className="sizes">
      <li className="size-22">22 · What this page is</li>
      <li className="size-19">19 · What is so, in place of lines</li>
      <li className="size-14">14 · All that is read</li>
      <li className="size-12">12.5 · What stands beside it</li>
      <li className="size-12 mono">12.5 mono · 02:46:10 v811 → v812</li>
      <li className="size-14" dir="auto">
        نشر خدمة الفهرسة الجديدة
      </li>
    </ul>
    <dl className="lengths">
      {lengths.map(([name, px]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            {name.startsWith('radius') ? (
              <i className="corner-of" style={{ borderRadius: `${px}px` }} aria-hidden="true" />
            ) : (
              <i className="length" style={{ width: `${px}px` }} aria-hidden="true" />
            )}
            {px} px
          </dd>
        </div>
      ))}
    </dl>
  </div>
);
