import type { Trouble } from '../ui/trouble.ts';
import { markedPlace } from './place.ts';

type FilterErrorProps = {
  readonly id: string;
  readonly q: string;
  readonly trouble: Extract<Trouble, { is: 'filter' }>;
};

/** What is wrong, in words, under the text with the place marked. */
export const FilterError = ({ id, q, trouble }: FilterErrorProps) => {
  const place = markedPlace(q, trouble.offset);
  return (
    <div className="filter-error" id={id} role="alert">
      {place !== null && (
        <code>
          {place.before}
          <mark>{place.marked}</mark>
          {place.after}
        </code>
      )}
      <p>{trouble.says}</p>
    </div>
  );
};
