import { diagnose } from '@nightjar/diagnosis/diagnose';
import type { Exam } from './exam.ts';
import { dataFolder } from './folder.ts';
import { asCase } from './petshop/as-case.ts';
import { fused, rankedCorrelation } from './petshop/correlation.ts';
import { type Incident, readScenarios, type Scenario } from './petshop/incidents.ts';
import { quietCases } from './petshop/specificity.ts';
import { anomalousNodes, traversal } from './petshop/traversal.ts';
import { hitAt, type Scored } from './place.ts';

const scored = (ranking: ReadonlyMap<string, number>): Scored[] =>
  [...ranking].map(([name, score]) => ({ name, score }));

/** Equals in the order of their names, as upstream's table was made; its availability figures hang on that order. */
const inUpstreamOrder = (ranking: readonly Scored[]): Scored[] =>
  [...ranking]
    .sort((a, b) => (b.score > a.score ? 1 : a.score > b.score ? -1 : a.name < b.name ? -1 : 1))
    .map(({ name }, i) => ({ name, score: -i }));

type Method = (scenario: Scenario, incident: Incident) => Scored[];

const methods: Readonly<Record<string, Method>> = {
  nightjar: ({ edges, normal }, { name, metrics, target }) => {
    const answer = diagnose(asCase({ id: name, edges, normal, abnormal: metrics, target }));
    return answer.heard ? answer.services.map(({ service, score }) => ({ name: service, score })) : [];
  },
  traversal: ({ edges, normal }, { metrics, target }) =>
    scored(traversal(edges, target.node, anomalousNodes(normal, metrics, target))),
  'traversal, upstream order': ({ edges, normal }, { metrics, target }) =>
    inUpstreamOrder(scored(traversal(edges, target.node, anomalousNodes(normal, metrics, target)))),
  correlation: ({ normal }, { metrics, target }) =>
    scored(rankedCorrelation(metrics, target, anomalousNodes(normal, metrics, target))),
  fusion: ({ edges, normal }, { metrics, target }) => {
    const off = anomalousNodes(normal, metrics, target);
    return scored(fused(traversal(edges, target.node, off), rankedCorrelation(metrics, target, off)));
  },
};

type Row = { readonly incident: Incident; readonly scenario: string; readonly ranking: readonly Scored[] };

const recall = (rows: readonly Row[], k: number): number =>
  rows.reduce((sum, { ranking, incident }) => sum + hitAt(k, ranking, incident.truth), 0) / rows.length;

const parts: Readonly<Record<string, (row: Row) => boolean>> = {
  all: () => true,
  train: ({ incident }) => incident.split === 'train',
  test: ({ incident }) => incident.split === 'test',
  'low latency': ({ scenario, incident }) =>
    scenario === 'low_traffic' && incident.target.metric === 'latency',
  'low availability': ({ scenario, incident }) =>
    scenario === 'low_traffic' && incident.target.metric === 'availability',
  'high latency': ({ scenario, incident }) =>
    scenario === 'high_traffic' && incident.target.metric === 'latency',
  'high availability': ({ scenario, incident }) =>
    scenario === 'high_traffic' && incident.target.metric === 'availability',
};

const shown = (rows: readonly Row[]): string =>
  Object.values(parts)
    .map((part) => {
      const some = rows.filter(part);
      return `${recall(some, 1).toFixed(3)}/${recall(some, 3).toFixed(3)}`.padEnd(18);
    })
    .join('');

/** The constant answer: the true nodes by how often they are true. It knows the labels, and so shows what a score is worth. */
const constant = (incidents: readonly Incident[]): Scored[] => {
  const counts = new Map<string, number>();
  for (const { truth } of incidents) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  return scored(counts);
};

export const exam: Exam = {
  name: 'petshop',
  what: 'which service, on 52 incidents of the PetShop data set (Hardt et al., CLeaR 2024), and silence on quiet days',
  targets: {
    top1: '>= 0.8',
    top3: '>= 0.92',
    specificityLowLatency: '>= 0.5',
    specificityHighLatency: '>= 0.5',
  },
  run: ({ dir, quick, say }) => {
    const folder = dataFolder(dir, 'petshop', ['dataset/low_traffic', 'dataset/high_traffic']);
    if (folder.is === 'absent') return { is: 'no data', looked: folder.looked };
    const scenarios = readScenarios(folder.path).map((scenario) =>
      quick
        ? { ...scenario, incidents: scenario.incidents.filter(({ split }) => split === 'train') }
        : scenario,
    );
    const incidents = scenarios.flatMap((scenario) => scenario.incidents);
    const rowsBy = (method: Method): Row[] =>
      scenarios.flatMap((scenario) =>
        scenario.incidents.map((incident) => ({
          incident,
          scenario: scenario.name,
          ranking: method(scenario, incident),
        })),
      );
    say(
      `  top-1/top-3${' '.repeat(17)}${Object.keys(parts)
        .map((part) => part.padEnd(18))
        .join('')}empty`,
    );
    let own: Row[] = [];
    for (const [name, method] of Object.entries(methods)) {
      const rows = rowsBy(method);
      if (name === 'nightjar') own = rows;
      const empty = rows.filter(({ ranking }) => ranking.length === 0).length / rows.length;
      say(`  ${name.padEnd(28)}${shown(rows)}${empty.toFixed(3)}`);
    }
    const prior = constant(incidents);
    say(`  ${'constant (knows the labels)'.padEnd(28)}${shown(rowsBy(() => prior))}0.000`);
    say(
      `  ${'published traversal'.padEnd(28)}${['', '', '', '0.571/0.571', '0.833/1.000', '0.571/0.786', '0.667/1.000'].map((cell) => cell.padEnd(18)).join('')}`,
    );
    say('  temporal scenarios: not scored, baseline data missing from the snapshot');
    const silent = (scenario: Scenario | undefined, metric: string): number => {
      const cases = scenario === undefined ? [] : quietCases(scenario, metric);
      return cases.filter((one) => !diagnose(one).heard).length / cases.length;
    };
    const [low, high] = scenarios;
    const figures = {
      top1: recall(own, 1),
      top3: recall(own, 3),
      trainTop1: recall(
        own.filter((row) => parts['train']?.(row)),
        1,
      ),
      testTop1: recall(
        own.filter((row) => parts['test']?.(row)),
        1,
      ),
      testTop3: recall(
        own.filter((row) => parts['test']?.(row)),
        3,
      ),
      empty: own.filter(({ ranking }) => ranking.length === 0).length / own.length,
      specificityLowLatency: silent(low, 'latency'),
      specificityHighLatency: silent(high, 'latency'),
      specificityLowAvailability: silent(low, 'availability'),
      specificityHighAvailability: silent(high, 'availability'),
    };
    say(
      '  specificity (latency low, availability low, latency high, availability high): published 0.167 1 0.333 1',
    );
    return { is: 'ran', size: incidents.length, figures };
  },
};
