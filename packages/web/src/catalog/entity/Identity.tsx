import type { ReactNode } from 'react';
import { Environment } from '../../feed/parts/Environment.tsx';
import { quoted } from '../../filter/words.ts';
import { Age } from '../../ui/Age.tsx';
import { Away } from '../../ui/Away.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { catalogAt } from '../ways.ts';
import { Edits } from './Edits.tsx';
import { Links } from './Links.tsx';
import { needsOf } from './needs.ts';
import type { ThingPage, ToCall } from './page-of.ts';
import { Sources } from './Sources.tsx';

type IdentityProps = {
  readonly page: ThingPage;
  readonly who: ToCall;
  readonly at: string | null;
  readonly onEdited: () => void;
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Several = ({ of, at }: { readonly of: ThingPage['owners']; readonly at: string | null }) => (
  <span className="several">
    {of.map((it) => (
      <EntityLink key={it.ref} to={it} at={at} />
    ))}
  </span>
);

/** What it is, and where its things are. */
export const Identity = ({ page, who, at, onEdited }: IdentityProps) => {
  const { partOf, runsIn, members, memberOf, teams, under, provides, providedBy } = needsOf(page);
  const versioned = new Set(page.versions.map(({ environment }) => environment));
  const named = [
    ['Owner', page.owners],
    ['Part of', partOf.map(({ to }) => to)],
    ['Runs in', runsIn.map(({ to }) => to).filter(({ name }) => !versioned.has(name))],
    ['Provides', provides.map(({ to }) => to)],
    ['Provided by', providedBy.map(({ to }) => to)],
    ['Team', memberOf.map(({ to }) => to)],
    ['Under', under.map(({ to }) => to)],
    ['Teams', teams.map(({ to }) => to)],
    ['Members', members.map(({ to }) => to)],
  ] as const;
  const tags = Object.entries(page.tags);
  return (
    <aside className="identity" aria-label="Identity">
      <Links groups={page.links} />
      <section className="card">
        <h2>Identity</h2>
        <dl>
          {page.title !== null && page.title !== page.name && <Fact name="Title">{plain(page.title)}</Fact>}
          {named.map(
            ([name, of]) =>
              of.length > 0 && (
                <Fact key={name} name={name}>
                  <Several of={of} at={at} />
                </Fact>
              ),
          )}
          {page.versions.length > 0 && (
            <Fact name="Version">
              <ul className="versions">
                {page.versions.map(({ environment, version }) => (
                  <li key={environment}>
                    {environment !== '' && <Environment name={environment} />}
                    <code>{plain(version)}</code>
                    <Copy text={version} what="the version" />
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          {page.runtime !== null && <Fact name="Runtime">{plain(page.runtime)}</Fact>}
          {page.deployment !== null && <Fact name="Deployed">{plain(page.deployment)}</Fact>}
          {page.repository !== null && (
            <Fact name="Repository">
              <Away
                label={`${page.repository.url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\.git$/, '')}${page.repository.path === null ? '' : ` · ${page.repository.path}`}`}
                url={page.repository.url}
              />
            </Fact>
          )}
          {page.aliases.length > 0 && <Fact name="Also called">{page.aliases.map(plain).join(', ')}</Fact>}
          {page.lastSeen !== null && (
            <Fact name="Last seen">
              <span title={wholeTime(Date.parse(page.lastSeen))}>
                <Age at={Date.parse(page.lastSeen)} />
              </span>
            </Fact>
          )}
          <Fact name="Reference">
            <code>{plain(page.ref)}</code>
            <Copy text={page.ref} what="the reference" />
          </Fact>
        </dl>
        {tags.length > 0 && (
          <ul className="chips" aria-label="Tags">
            {tags.map(([name, value]) => (
              <li key={name}>
                <To
                  className="tag"
                  href={catalogAt(`tag:${quoted(value === '' ? name : `${name}=${value}`)}`, { at })}
                >
                  <bdi>{plain(value === '' || value === 'true' ? name : `${name}=${value}`)}</bdi>
                </To>
              </li>
            ))}
          </ul>
        )}
        <Edits page={page} who={who} at={at} onEdited={onEdited} />
      </section>
      <Sources sources={page.sources} />
    </aside>
  );
};
