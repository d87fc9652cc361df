import { latestCause } from '@nightjar/diagnosis/changes';
import { surveyOf } from '@nightjar/diagnosis/extract';
import { suspicionOf } from '@nightjar/diagnosis/suspicion';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Around, Evidence, FindChanges, FoundSeries } from '../../../evidence/parts.ts';
import type { DiagnosisMade, Question } from '../events.ts';
import { answerOf } from './answer.ts';
import type { Lost } from './as-far-as.ts';
import { bounds, everywhereKinds } from './bounds.ts';
import { candidatesOf } from './candidates.ts';
import { openCase } from './case.ts';
import { livesIn, withInstances } from './instances.ts';
import { lacksIn } from './lacks.ts';
import { spelledAs } from './names.ts';
import { type Timed, timedIn } from './stages.ts';

export type Asking = {
  readonly kernel: Kernel;
  readonly evidence: Evidence;
  readonly caller: Caller;
  readonly timed?: Timed;
  /** What of the evidence turns out not to be readable; nothing where not given. */
  readonly lost?: Lost;
};

export type Asked = {
  /** Of the diagnosis. */
  readonly id: string;
  readonly question: Question;
  readonly weights: Weights;
  /** Nothing later is taken in; milliseconds since 1970. */
  readonly now: number;
  /** The instant of the graph; null for as it stands. */
  readonly graphAt: number | null;
};

/** Whether anything at all is known of what was asked about. */
export type Diagnosed = {
  readonly data: Omit<DiagnosisMade['data'], 'round' | 'after'>;
  readonly known: boolean;
};

const nobody: Around = { known: false, services: [], edges: [], cut: false };

/** So much later senders' clocks may be, to be told that they disagree; where the past is asked about, later is simply later. */
const aheadMs = 60 * 60_000;

const seriesOf = async (
  { kernel, evidence, caller }: Asking,
  wish: { readonly services: readonly string[]; readonly environment: string | null } & Pick<Asked, 'now'>,
  pagedAt: number,
): Promise<{ readonly series: readonly FoundSeries[]; readonly cut: boolean }> => {
  const { services, environment, now } = wish;
  if (services.length === 0) return { series: [], cut: false };
  const from = Math.min(pagedAt, now) - bounds.usualMs;
  const asked = { services, environment, from, until: now, most: bounds.series };
  const all = await Promise.all(evidence.series.map((find) => find(kernel, caller, asked)));
  return { series: all.flatMap(({ series }) => series), cut: all.some(({ cut }) => cut) };
};

/**
 * Collects what is known, makes a case of it and answers it. The survey, which costs most, is made before any change is looked at: it
 * tells the onset, and changes are sought around that.
 */
export const diagnose = async (asking: Asking, asked: Asked): Promise<Diagnosed> => {
  const { kernel, evidence, caller, timed = timedIn(kernel.metrics), lost = new Set() } = asking;
  const { id, question, weights, graphAt } = asked;
  const pagedAt = Date.parse(question.pagedAt);
  const now = Math.min(asked.now, pagedAt + bounds.afterMs);
  const { service, environment } = question;

  const around = await timed('around', async () =>
    service === null
      ? nobody
      : evidence.around(kernel, caller, {
          service,
          at: graphAt,
          depth: bounds.depth,
          most: bounds.services,
        }),
  );
  const target = around.services[0]?.name ?? service;
  const names = spelledAs(around.services.map(({ name }) => name));
  if (service !== null && target !== null) names.alias(service, target);
  const within = [
    ...new Set([...around.services.map(({ name }) => name), ...(service === null ? [] : [service])]),
  ];
  const measured = await timed('series', () =>
    seriesOf(asking, { services: within, environment, now }, pagedAt),
  );
  const opened = openCase({
    id,
    question: { ...question, service: target },
    now,
    around,
    series: measured.series,
    names,
  });
  const survey = await timed('survey', () => surveyOf(opened));
  const { onset, step } = survey.context;

  const latest = Math.min(latestCause({ onset, step, pagedAt: opened.pagedAt }), now);
  const isPresent = kernel.clock.now().getTime() - now < aheadMs;
  const wish = { environment, from: onset - bounds.lookBackMs, until: latest, now, most: bounds.changes };
  const find = (more: Partial<Parameters<FindChanges>[2]>) =>
    evidence.changes(kernel, caller, { ...wish, services: within, ...more });
  const [near, everywhere, later] = await timed('changes', () =>
    Promise.all([
      find({}),
      find({ services: [], kinds: everywhereKinds, most: bounds.everywhere }),
      find({ from: latest + 1, until: now + (isPresent ? aheadMs : 0), most: bounds.later }),
    ]),
  );
  const found = [...near.changes, ...everywhere.changes, ...later.changes];
  const data = await timed('ranking', () => {
    const suspicions = new Map([
      ...around.services.map(({ name }) => [names.spell(name), 0] as const),
      ...suspicionOf(survey.nodes, weights, true).map((one) => [one.service, one.score] as const),
    ]);
    const lives = livesIn(opened.series);
    const changes = candidatesOf(found, suspicions, names).map((change) => withInstances(change, lives));
    const cuts = { around: around.cut, series: measured.cut, changes: near.cut || everywhere.cut };
    return answerOf({ survey, changes, found, lacks: lacksIn(service, cuts, lost), weights, lost });
  });
  return {
    data: {
      question: { ...question, service: target, signal: opened.target.signal },
      now: new Date(now).toISOString(),
      ...data,
    },
    known: around.known || opened.series.length > 0 || near.changes.length > 0 || later.changes.length > 0,
  };
};
