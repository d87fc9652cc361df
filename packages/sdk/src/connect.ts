import { type Alerts, alertsOver } from './alerts.ts';
import { type Catalog, catalogOver } from './catalog.ts';
import { type Changes, changesOver } from './changes.ts';
import { type CustomSources, customOver } from './custom.ts';
import { type Diagnoses, diagnosesOver } from './diagnoses.ts';
import { type Graph, graphOver, type ReadServicePage, servicePageOver } from './graph.ts';
import { openLine, type Settings } from './line.ts';
import { type Mapping, mappingOver } from './mapping.ts';
import { type Notifications, notificationsOver } from './notifications.ts';
import { type People, peopleOver } from './people.ts';
import { type Search, searchOver } from './search.ts';
import { type Session, sessionOver, whoamiOver } from './session.ts';
import { type Signals, signalsOver } from './signals.ts';
import { type Sources, sourcesOver } from './sources.ts';
import { type Tokens, tokensOver } from './tokens.ts';
import { type Views, viewsOver } from './views.ts';
import type { Whoami } from './wire.ts';

/**
 * Fails with `ProblemError` (the server said no), `UnreachableError` (nobody answered) or `GarbledError` (somebody else
 * answered); an aborted call fails with the signal's reason.
 */
export type Client = {
  readonly changes: Changes;
  readonly alerts: Alerts;
  readonly diagnoses: Diagnoses;
  readonly catalog: Catalog;
  readonly tokens: Tokens;
  readonly session: Session;
  readonly people: People;
  readonly sources: Sources;
  readonly signals: Signals;
  readonly mapping: Mapping;
  readonly custom: CustomSources;
  readonly notifications: Notifications;
  readonly views: Views;
  readonly search: Search;
  /** Questions that span what the others answer one by one. */
  readonly graph: Graph;
  /** The page of a thing, in one question. */
  readonly servicePage: ReadServicePage;
  readonly whoami: () => Promise<Whoami>;
};

/**
 * ```ts
 * const nightjar = connect({ url: 'http://127.0.0.1:4400', token: 'njt_…' });
 * await nightjar.changes.send({ kind: 'deploy', services: ['pricing'], version: 'v812', phase: 'finished' });
 * ```
 */
export const connect = (settings: Settings): Client => {
  const line = openLine(settings);
  return {
    changes: changesOver(line),
    alerts: alertsOver(line),
    diagnoses: diagnosesOver(line),
    catalog: catalogOver(line),
    tokens: tokensOver(line),
    session: sessionOver(line),
    people: peopleOver(line),
    sources: sourcesOver(line),
    signals: signalsOver(line),
    mapping: mappingOver(line),
    custom: customOver(line),
    notifications: notificationsOver(line),
    views: viewsOver(line),
    search: searchOver(line),
    graph: graphOver(line),
    servicePage: servicePageOver(line),
    whoami: whoamiOver(line),
  };
};
