import type { Case } from '@nightjar/diagnosis/case';
import { explain } from '@nightjar/diagnosis/diagnose';
import { extract } from '@nightjar/diagnosis/extract';
import { rank } from '@nightjar/diagnosis/rank';
import type { Truth } from '@nightjar/diagnosis/read-lines';
import { weights } from '@nightjar/diagnosis/weights';
import { percentile } from '../measure.ts';
import { calibrationOf } from './calibration.ts';
import { hitAt, reciprocalRank, type Scored } from './place.ts';

const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

const known = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => !Number.isNaN(value)));

type Examined = {
  readonly truth: Truth;
  readonly services: readonly Scored[];
  readonly changes: readonly Scored[];
  readonly verdict: string;
  readonly probability: number;
  readonly seconds: number;
};

const examined = (input: Case, truth: Truth): Examined => {
  const began = performance.now();
  const features = extract(input);
  const ranking = rank(features);
  const answer = explain(features, ranking, weights);
  const seconds = (performance.now() - began) / 1000;
  // An answer names at most five; the whole ranking is what a place is counted in.
  const { changes } = ranking;
  return {
    truth,
    services: answer.services.map(({ service, score }) => ({ name: service, score })),
    changes: answer.heard ? changes.map(({ id, probability }) => ({ name: id, score: probability })) : [],
    verdict: answer.verdict,
    probability: answer.probability,
    seconds,
  };
};

/** Runs the engine over cases and holds its answers against their truths; figures that nothing speaks of are left out. */
export const examine = (
  cases: readonly Case[],
  truths: ReadonlyMap<string, Truth>,
): { readonly size: number; readonly figures: Record<string, number> } => {
  const rows = cases.flatMap((one) => {
    const truth = truths.get(one.id);
    return truth === undefined ? [] : [examined(one, truth)];
  });
  const guilty = rows.flatMap((row) =>
    typeof row.truth.change === 'string' ? [{ ...row, id: row.truth.change }] : [],
  );
  const none = rows.filter(({ truth }) => truth.change === null);
  const placed = rows.flatMap((row) =>
    row.truth.service === undefined ? [] : [{ ...row, service: row.truth.service }],
  );
  const told = [...guilty, ...none].flatMap(({ changes, truth }) =>
    changes.slice(0, 5).map(({ name, score }) => ({ probability: score, right: name === truth.change })),
  );
  const verdicts = [...guilty, ...none].map(({ changes, probability, truth }) => ({
    probability,
    right: changes.slice(0, 3).some(({ name }) => name === truth.change),
  }));
  const seconds = rows.map((row) => row.seconds);
  const calibration = calibrationOf(told);
  return {
    size: rows.length,
    figures: known({
      hr1: mean(guilty.map(({ changes, id }) => hitAt(1, changes, id))),
      hr3: mean(guilty.map(({ changes, id }) => hitAt(3, changes, id))),
      hr5: mean(guilty.map(({ changes, id }) => hitAt(5, changes, id))),
      mrr: mean(guilty.map(({ changes, id }) => reciprocalRank(changes, id))),
      service1: mean(placed.map(({ services, service }) => hitAt(1, services, service))),
      service3: mean(placed.map(({ services, service }) => hitAt(3, services, service))),
      service5: mean(placed.map(({ services, service }) => hitAt(5, services, service))),
      ece: told.length === 0 ? Number.NaN : calibration.ece,
      brier: told.length === 0 ? Number.NaN : calibration.brier,
      verdictEce: verdicts.length === 0 ? Number.NaN : calibrationOf(verdicts).ece,
      noChangeRight: mean(none.map(({ verdict }) => (verdict === 'not a change' ? 1 : 0))),
      wronglyAbstained: mean(guilty.map(({ verdict }) => (verdict === 'change' ? 0 : 1))),
      unknown: mean(rows.map(({ verdict }) => (verdict === 'unknown' ? 1 : 0))),
      secondsMedian: percentile(seconds, 50),
      secondsP99: percentile(seconds, 99),
    }),
  };
};
