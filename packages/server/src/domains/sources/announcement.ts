import type { Recorded } from '@nightjar/kernel/fact';
import { kindOfActor } from '../../change/actor.ts';
import type { Observation } from '../../change/observation.ts';
import type { SetupFact } from './events.ts';

/** Who did it, as the feed shows them. */
export type By = { readonly subject: string; readonly name?: string };

const called = (lastFour: string): string => (lastFour === '' ? '' : ` …${lastFour}`);

const titleOf = (fact: SetupFact, title: string, lastFours: ReadonlyMap<string, string>): string => {
  switch (fact.type) {
    case 'SourceConnected':
      return `Connect ${title}`;
    case 'SecretMade':
      return `Add a secret${called(fact.data.lastFour)} for ${title}`;
    case 'SecretRetired':
      return `Retire the secret${called(lastFours.get(fact.data.secret) ?? '')} of ${title}`;
    case 'SourceDisconnected':
      return `Disconnect ${title}`;
  }
};

/** What stands in the feed about one change of a source's set-up: the page of the source is where to look, and to undo it. */
const lineOf = (fact: Recorded<SetupFact>, text: string, { subject, name = subject }: By): Observation => ({
  source: 'nightjar',
  key: `setup ${fact.data.source} ${fact.pos}`,
  kind: 'config',
  phase: 'finished',
  at: fact.recordedAt.toISOString(),
  title: text,
  services: ['nightjar'],
  environment: null,
  // Behind a token may be a pipeline, or a person at a terminal: only its name can give that away.
  actor: { name, kind: subject.startsWith('person:') ? 'human' : kindOfActor(name), onBehalfOf: null },
  version: null,
  previousVersion: null,
  links: [],
  revert: null,
  summary: null,
  tags: { source: fact.data.source },
  extra: { page: `/sources/${encodeURIComponent(fact.data.source)}` },
});

/**
 * The lines that tell of a source's set-up, a line a decision. Connecting makes the first secret, which is no news of its own.
 * `about`: all facts of the source; only those of `by` are told.
 */
export const linesOf = (about: readonly Recorded<SetupFact>[], title: string, by: By): Observation[] => {
  const said = (fact: Recorded<SetupFact>) => ({ type: fact.type, data: fact.data }) as SetupFact;
  const lastFours = new Map(
    about
      .map(said)
      .flatMap(({ type, data }) => (type === 'SecretMade' ? [[data.secret, data.lastFour]] : [])),
  );
  return about
    .filter((fact, nth) => fact.type !== 'SecretMade' || about[nth - 1]?.type !== 'SourceConnected')
    .filter(({ actor }) => actor === by.subject)
    .map((fact) => lineOf(fact, titleOf(said(fact), title, lastFours), by));
};
