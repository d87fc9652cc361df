import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { plain } from '../ui/plain.ts';
import { useWays } from './useWays.ts';
import { WayIcon } from './WayIcon.tsx';

type ReachProps = { readonly alert: Pick<Alert, 'links'>; readonly page: EntityPage | null };

/** All that one opens next, a tap each: under the thumb on a phone. */
export const Reach = ({ alert, page }: ReachProps) => {
  const { ways } = useWays(alert.links, page);
  if (ways.length === 0) return null;
  return (
    <nav className="alert-reach" aria-label="Who to call and where to look">
      {ways.map(({ is, word, label, href }) => (
        <a
          key={is}
          className={`alert-reach-way ${is}`}
          href={href}
          title={plain(label)}
          {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
        >
          <WayIcon is={is} />
          <span className="alert-reach-word">{word}</span>
          <bdi className="alert-reach-label">{plain(label)}</bdi>
        </a>
      ))}
    </nav>
  );
};
