import type { EntityPage } from '@nightjar/sdk/wire';
import { Away } from '../../ui/Away.tsx';
import { plain } from '../../ui/plain.ts';

const host = (url: string): string => {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
};

/** Where one goes next, in groups as the catalog orders them: dashboards first. */
export const Links = ({ groups }: { readonly groups: EntityPage['links'] }) =>
  groups.length === 0 ? null : (
    <section className="card links" aria-label="Links">
      {groups.map(({ group, links }) => (
        <div key={group} className="link-group">
          <h2>{plain(group)}</h2>
          <ul>
            {links.map(({ label, url }) => (
              <li key={url}>
                <Away label={label} url={url} className="out" />
                <span className="host">{plain(host(url))}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
