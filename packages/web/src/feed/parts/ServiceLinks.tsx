import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { servicePage } from '../page.ts';

/** More are told by the filter. */
const most = 12;

/** Each service that a change names, and the way to its page. */
export const ServiceLinks = ({ services }: { readonly services: readonly string[] }) => (
  <span className="several">
    {services.slice(0, most).map((name) => (
      <To key={name} className="entity-link" href={servicePage(name)}>
        <bdi>{plain(name)}</bdi>
      </To>
    ))}
    {services.length > most && <span className="muted">and {services.length - most} more</span>}
  </span>
);
