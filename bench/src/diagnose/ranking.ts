import { weights } from '@nightjar/diagnosis/weights';
import { identifier } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { catalogEvidence } from '@nightjar/server/domains/catalog/index';
import { diagnose } from '@nightjar/server/domains/diagnosis/rounds/diagnose';
import { type Stage, timedIn } from '@nightjar/server/domains/diagnosis/rounds/stages';
import { feedEvidence } from '@nightjar/server/domains/feed/index';
import type { Evidence } from '@nightjar/server/evidence/parts';
import { schema } from '../feed/load.ts';
import { median, percentile } from '../measure.ts';
import { pagedAt, serviceName } from './generated.ts';
import { measured } from './series.ts';

const samples = 200;
const caller = { org: 1, subject: 'bench', rights: new Set(['read' as const]) };

/** The feed's model was filled apart, beside the log: it is read where it lies. */
const feedBeside = (kernel: Kernel): Kernel => {
  const reader: Reader = {
    caller,
    stale: false,
    position: 0,
    many: kernel.database.many,
    one: kernel.database.one,
    table: (_projection, name) => identifier(schema, name),
  };
  return { ...kernel, reader: async () => reader };
};

/**
 * Diagnoses of pages all over the company: how long each stage takes, and from the evidence to the answer candidates and ranking
 * together.
 */
export const measureRanking = async (
  kernel: Kernel,
  services: number,
  say: (line: string) => void,
): Promise<Record<string, number>> => {
  const beside = feedBeside(kernel);
  const evidence: Evidence = {
    ...catalogEvidence,
    changes: (_, who, wish) => feedEvidence(beside, who, wish),
    series: [measured],
  };
  const stages = new Map<Stage, number[]>();
  const together: number[] = [];
  const candidates: number[] = [];
  let once: Map<Stage, number> = new Map();
  const timed = timedIn(kernel.metrics, (stage, ms) => once.set(stage, ms));
  // The first tenth warms up and is not counted.
  for (let n = -Math.ceil(samples / 10); n < samples; n++) {
    once = new Map();
    const service = serviceName(((n + samples) * 7919 + 13) % services);
    const { data } = await diagnose(
      { kernel, evidence, caller, timed },
      {
        id: `bench ${n}`,
        question: {
          alert: null,
          title: 'bench',
          service,
          environment: 'prod',
          signal: 'latency',
          pagedAt: new Date(pagedAt).toISOString(),
        },
        weights,
        now: pagedAt,
        graphAt: null,
      },
    );
    if (n < 0) continue;
    for (const [stage, ms] of once) stages.set(stage, [...(stages.get(stage) ?? []), ms]);
    together.push((once.get('changes') ?? 0) + (once.get('ranking') ?? 0));
    candidates.push(data.features.changes.length + data.features.excluded.length);
  }
  for (const [stage, times] of stages)
    say(
      `${stage.padEnd(46)} p50 ${median(times).toFixed(1).padStart(7)} ms  p99 ${percentile(times, 99).toFixed(1).padStart(7)} ms`,
    );
  say(
    `${median(candidates)} candidates a diagnosis (${Math.min(...candidates)} to ${Math.max(...candidates)})`,
  );
  const round = (ms: number): number => Number(ms.toFixed(1));
  return {
    candidatesRankingP50Ms: round(median(together)),
    candidatesRankingP99Ms: round(percentile(together, 99)),
    surveyP50Ms: round(median(stages.get('survey') ?? [])),
    surveyP99Ms: round(percentile(stages.get('survey') ?? [], 99)),
    aroundP99Ms: round(percentile(stages.get('around') ?? [], 99)),
    candidatesMedian: median(candidates),
  };
};
