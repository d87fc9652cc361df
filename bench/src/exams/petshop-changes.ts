import { featuresOf, surveyOf } from '@nightjar/diagnosis/extract';
import { rank } from '@nightjar/diagnosis/rank';
import { calibrationOf } from './calibration.ts';
import type { Exam } from './exam.ts';
import { dataFolder } from './folder.ts';
import { asCase } from './petshop/as-case.ts';
import { readDraws } from './petshop/draws.ts';
import { readScenarios } from './petshop/incidents.ts';
import { hitAt, reciprocalRank, type Scored } from './place.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const exam: Exam = {
  name: 'petshop-changes',
  what: 'which change, or none: 52 PetShop incidents, each with five made-up feeds of six hours before the page',
  targets: {
    hr1: '>= 0.58',
    hr3: '>= 0.93',
    mrr: '>= 0.76',
    noChangeRight: '>= 0.6',
    wronglyAbstained: '<= 0.05',
  },
  run: ({ dir, quick, say }) => {
    const folder = dataFolder(dir, 'petshop', [
      'dataset/low_traffic',
      'changes-v1.jsonl',
      'changes-v1.truth.jsonl',
    ]);
    if (folder.is === 'absent') return { is: 'no data', looked: folder.looked };
    const draws = Map.groupBy(
      readDraws(folder.path).filter(({ draw }) => !quick || draw === 0),
      ({ incident }) => incident,
    );
    const rows = readScenarios(folder.path).flatMap(({ edges, normal, incidents }) =>
      incidents.flatMap(({ name, split, metrics, target }) => {
        const survey = surveyOf(asCase({ id: name, edges, normal, abnormal: metrics, target }));
        return (draws.get(name) ?? []).map(({ changes, truth }) => {
          const ranking = rank(featuresOf(survey, changes));
          const list: Scored[] = ranking.heard
            ? ranking.changes.map(({ id, probability }) => ({ name: id, score: probability }))
            : [];
          return { split, truth, ranking, list };
        });
      }),
    );
    const guilty = rows.flatMap(({ truth, ...row }) => (truth === null ? [] : [{ ...row, truth }]));
    const none = rows.filter(({ truth }) => truth === null);
    const hit = (some: typeof guilty, k: number): number =>
      mean(some.map(({ list, truth }) => hitAt(k, list, truth)));
    const abstained = (some: readonly { readonly ranking: { readonly verdict: string } }[]): number =>
      some.filter(({ ranking }) => ranking.verdict !== 'change').length / some.length;
    say('  HR@1/3/5, MRR over the lines with a truth:');
    say(
      '    random .017/.033/.050   recency .129/.446/.717 (.360)   node then recency .483/.817/.871 (.669)',
    );
    say(
      '    (0.02+node) x exp(-age/30 min) .538/.904/.967 (.730)   ceiling, right service known .633/.983/1.000 (.806)',
    );
    for (const split of ['train', 'test'] as const) {
      const some = guilty.filter((row) => row.split === split);
      if (some.length > 0)
        say(
          `    ${split} (${some.length}): ${[1, 3, 5].map((k) => hit(some, k).toFixed(3)).join('/')} (${mean(some.map(({ list, truth }) => reciprocalRank(list, truth))).toFixed(3)}), abstained ${abstained(some).toFixed(3)}`,
        );
    }
    const told = rows.flatMap(({ ranking, truth }) =>
      ranking.changes.slice(0, 5).map(({ id, probability }) => ({ probability, right: id === truth })),
    );
    const figures = {
      hr1: hit(guilty, 1),
      hr3: hit(guilty, 3),
      hr5: hit(guilty, 5),
      mrr: mean(guilty.map(({ list, truth }) => reciprocalRank(list, truth))),
      noChangeRight: none.filter(({ ranking }) => ranking.verdict === 'not a change').length / none.length,
      wronglyAbstained: abstained(guilty),
      ...calibrationOf(told),
    };
    return { is: 'ran', size: rows.length, figures };
  },
};
