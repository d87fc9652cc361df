import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { byUse, wayTo } from '../catalog/entity/contacts.ts';
import { nightjar } from '../nightjar.ts';
import { Icon } from '../ui/Icon.tsx';
import { safeUrl } from '../ui/link.ts';
import { plain } from '../ui/plain.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { waysOf } from './reach.ts';

type Way = {
  readonly is: 'onCall' | 'chat' | 'dashboard' | 'runbook' | 'source';
  readonly word: string;
  /** Whom or what it leads to. */
  readonly label: string;
  readonly url: string;
};

const drawings: Readonly<Record<Way['is'], ReactNode>> = {
  onCall: (
    <path d="M5.2 3H3.4C2.6 3 2 3.7 2.1 4.5c.5 6 5.4 10.9 11.4 11.4.8.1 1.5-.5 1.5-1.3v-1.8l-3.3-1.5-1.6 1.6a10.6 10.6 0 0 1-5-5l1.6-1.6L5.2 3z" />
  ),
  chat: <path d="M3 3.5h12v8.5H8l-3.5 3V12H3z" />,
  dashboard: <path d="M2.5 15.5h13M4.5 12.5V9M9 12.5v-9M13.5 12.5V6.5" />,
  runbook: <path d="M4 2.5h8.5L14 4v11.5H4zM6.5 6.5h5M6.5 9.5h5M6.5 12.5h3" />,
  source: <path d="M7 4H3.5v10.5H14V11M10 3.5h4.5V8M14 4l-6 6" />,
};

type ReachProps = { readonly alert: Pick<Alert, 'links'>; readonly page: EntityPage | null };

/** All that one opens next, a tap each: under the thumb on a phone. */
export const Reach = ({ alert, page }: ReachProps) => {
  const { answer } = useAnswer(page === null ? null : ['who', page.ref, null], (signal) =>
    nightjar.catalog.who(page?.ref ?? '', { signal }),
  );
  const { first } = byUse(shown(answer)?.contacts ?? []);
  const { dashboard, runbook, source } = waysOf(alert, page);
  const calls = first.flatMap((contact): readonly Way[] => {
    const url = wayTo(contact);
    if ((contact.slot !== 'onCall' && contact.slot !== 'chat') || url === null) return [];
    return [{ is: contact.slot, word: contact.slot === 'chat' ? 'Chat' : 'Call', label: contact.label, url }];
  });
  const ways: readonly Way[] = [
    ...calls,
    ...(dashboard === null ? [] : [{ is: 'dashboard', word: 'Dashboard', ...dashboard } as const]),
    ...(runbook === null ? [] : [{ is: 'runbook', word: 'Runbook', ...runbook } as const]),
    ...(source === null ? [] : [{ is: 'source', word: 'Source', ...source } as const]),
  ];
  const safe = ways.flatMap((way) => {
    const href = safeUrl(way.url);
    return href === null ? [] : [{ ...way, href }];
  });
  if (safe.length === 0) return null;
  return (
    <nav className="alert-reach" aria-label="Who to call and where to look">
      {safe.map(({ is, word, label, href }) => (
        <a
          key={is}
          className={`alert-reach-way ${is}`}
          href={href}
          title={plain(label)}
          {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
        >
          <Icon size={18}>{drawings[is]}</Icon>
          <span className="alert-reach-word">{word}</span>
          <bdi className="alert-reach-label">{plain(label)}</bdi>
        </a>
      ))}
    </nav>
  );
};
