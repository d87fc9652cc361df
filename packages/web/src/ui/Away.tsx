import { safeUrl } from './link.ts';
import { plain } from './plain.ts';

type AwayProps = {
  readonly label: string;
  readonly url: string;
  readonly className?: string | undefined;
};

/** A link that leads out of these pages; only its words where the address is none to send a reader to. */
export const Away = ({ label, url, className }: AwayProps) => {
  const href = safeUrl(url);
  if (href === null) return <bdi className="muted">{plain(label)}</bdi>;
  if (!href.startsWith('http'))
    return (
      <a className={className} href={href}>
        <bdi>{plain(label)}</bdi>
      </a>
    );
  return (
    <a className={className} href={href} target="_blank" rel="noreferrer noopener" title={href}>
      <bdi>{plain(label)}</bdi> <span aria-hidden="true">↗</span>
      <span className="unseen"> (opens another page)</span>
    </a>
  );
};
