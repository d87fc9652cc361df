import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metrics, readGraph, readMetrics } from './csv.ts';

export type Goal = {
  readonly node: string;
  readonly metric: string;
  readonly agg: string;
  readonly timestamp: number;
};

export type Incident = {
  /** `low_traffic/train/issue_0` */
  readonly name: string;
  readonly split: 'train' | 'test';
  readonly target: Goal;
  readonly metrics: Metrics;
  readonly truth: string;
};

export type Scenario = {
  readonly name: string;
  readonly edges: readonly (readonly [string, string])[];
  readonly normal: Metrics;
  readonly incidents: readonly Incident[];
};

const scenarios = ['low_traffic', 'high_traffic'] as const;
const splits = ['train', 'test'] as const;

/** The two scenarios of PetShop that come with their normal rows; `dir` holds `dataset/`. */
export const readScenarios = (dir: string): Scenario[] =>
  scenarios.map((name) => {
    const folder = join(dir, 'dataset', name);
    const text = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
    const incidents = splits.flatMap((split) =>
      readdirSync(join(folder, split))
        .filter((issue) => existsSync(join(folder, split, issue, 'target.json')))
        .sort((a, b) => Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, '')))
        .map((issue): Incident => {
          const { target, root_cause } = JSON.parse(text(split, issue, 'target.json')) as {
            target: Goal;
            root_cause: { node: string };
          };
          return {
            name: `${name}/${split}/${issue}`,
            split,
            target,
            metrics: readMetrics(text(split, issue, 'metrics.csv')),
            truth: root_cause.node,
          };
        }),
    );
    return {
      name,
      edges: readGraph(text('graph.csv')),
      normal: readMetrics(text('noissue', 'metrics.csv')),
      incidents,
    };
  });
