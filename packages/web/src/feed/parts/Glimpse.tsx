import type { Change } from '@nightjar/sdk/wire';
import { brief } from '../../ui/plain.ts';
import { clockTime } from '../../ui/time.ts';

/** What the eye catches of a line that flies past: a third of the elements of a whole one, in the same places. */
export const Glimpse = ({ change }: { readonly change: Change }) => (
  <>
    <span className="when">
      <time dateTime={change.at}>{clockTime(Date.parse(change.at))}</time>
    </span>
    <span className="glyph" />
    <span className="services">{brief(change.services[0] ?? change.source, 80)}</span>
    <span className="what">
      <span className="title" dir="auto">
        {brief(change.bundled?.title ?? change.title)}
      </span>
    </span>
  </>
);
