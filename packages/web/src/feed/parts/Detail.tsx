import type { Change } from '@nightjar/sdk/wire';
import { type ReactNode, useEffect, useRef } from 'react';
import { Away } from '../../ui/Away.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { paragraphs, plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { chipsOf } from '../chips.ts';
import { pageIn, partOf } from '../page.ts';
import { useChange } from '../useChange.ts';
import { FirstOf } from './FirstOf.tsx';
import { ServiceLinks } from './ServiceLinks.tsx';
import { Timeline } from './Timeline.tsx';

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="fact">
    <dt title={name}>{name}</dt>
    <dd>{children}</dd>
  </div>
);

type DetailProps = {
  readonly id: string;
  readonly change: Change;
  readonly onFilter: (term: string) => void;
};

/** All that is known of a change: how it went on the left, what it is on the right. */
export const Detail = ({ id, change, onFilter }: DetailProps) => {
  const told = useChange(change);
  const section = useRef<HTMLElement>(null);
  // Once as it opens and once with its reports; what the stream brings later moves nobody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height changes with it.
  useEffect(() => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    section.current?.parentElement?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }, [told.is]);
  const { services } = change;
  const page = told.is === 'told' ? pageIn(told.observed, services) : null;
  const tags = Object.entries(change.tags);
  return (
    <section
      ref={section}
      className="detail"
      id={id}
      aria-label={`Details of ${plain(change.title).slice(0, 80)}`}
    >
      <div className="told">
        <p className="whole" dir="auto">
          {plain(change.title)}
        </p>
        {change.summary !== null && (
          <p className="summary" dir="auto">
            {paragraphs(change.summary)}
          </p>
        )}
        <Timeline told={told} source={change.source} />
      </div>
      <div className="known">
        {(change.revert !== null || change.links.length > 0 || page !== null) && (
          <div className="ways">
            {change.revert !== null && <Away {...change.revert} className="button revert" />}
            {page !== null && (
              <To className="way" href={page}>
                {partOf(page)}
              </To>
            )}
            <FirstOf all={change.links} most={8} what="links">
              {(some) =>
                some.map((link) => <Away key={`${link.label} ${link.url}`} {...link} className="way" />)
              }
            </FirstOf>
          </div>
        )}
        <ul className="chips" aria-label="Filter by">
          {chipsOf(change).map((term) => (
            <li key={term} className="chip">
              <button type="button" onClick={() => onFilter(term)} title={`Add ${term} to the filter`}>
                <bdi>{plain(term)}</bdi>
              </button>
              <Copy text={term} what={term} />
            </li>
          ))}
        </ul>
        <dl>
          <Fact name="when">
            <time dateTime={change.at}>{wholeTime(Date.parse(change.at))}</time>
          </Fact>
          {services.length > 0 && (
            <Fact name={services.length === 1 ? 'service' : 'services'}>
              <ServiceLinks services={services} />
            </Fact>
          )}
          <FirstOf all={tags} most={12} what="tags">
            {(some) =>
              some.map(([name, value]) => (
                <Fact key={name} name={plain(name)}>
                  <bdi>{plain(value)}</bdi>
                </Fact>
              ))
            }
          </FirstOf>
          <Fact name="key">
            <code>
              <bdi>{plain(change.source)}</bdi> · <bdi>{plain(change.key)}</bdi>
            </code>
            <Copy text={change.key} what="the key" />
          </Fact>
          <Fact name="id">
            <code>{change.id}</code>
            <Copy text={change.id} what="the id" />
          </Fact>
        </dl>
      </div>
    </section>
  );
};
