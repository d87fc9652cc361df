import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { servicePage } from '../page.ts';
import { FirstOf } from './FirstOf.tsx';

/** Each service that a change names, and the way to its page. */
export const ServiceLinks = ({ services }: { readonly services: readonly string[] }) => (
  <span className="several">
    <FirstOf all={services} most={12} what="services">
      {(some) =>
        some.map((name) => (
          <To key={name} className="entity-link" href={servicePage(name)}>
            <bdi>{plain(name)}</bdi>
          </To>
        ))
      }
    </FirstOf>
  </span>
);
