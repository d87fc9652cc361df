import { type Figures, figuresOf, type Told, toldBy } from '@nightjar/diagnosis/learn/figures';
import { type Judged, truthOf } from '@nightjar/diagnosis/learn/judged';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { Client } from '@nightjar/sdk/connect';
import type { DiagnosisCase } from '@nightjar/sdk/wire';

/** A round that was judged, with what was said then. */
export type Kept = Judged & Pick<DiagnosisCase, 'title' | 'service' | 'pagedAt' | 'said'>;

/** So many judged diagnoses are looked at, the newest: more are of a company that was another. */
const most = 500;

/** What responders have settled, of each diagnosis its rounds. */
export const judgedRounds = async (client: Client): Promise<Kept[]> => {
  const kept: Kept[] = [];
  for await (const one of client.diagnoses.cases({ judged: true, limit: most })) {
    const truth = truthOf(one.judgements);
    if (truth === null) continue;
    const { diagnosis, round, features, title, service, pagedAt, said } = one;
    kept.push({
      diagnosis,
      round,
      features: features as Judged['features'],
      truth,
      title,
      service,
      pagedAt,
      said,
    });
  }
  return kept;
};

export type Replayed = {
  readonly kept: Kept;
  readonly said: Told;
  readonly now: Told;
};

/** What these weights would have said of what was kept. */
export const replay = (kept: readonly Kept[], weights: Weights): Replayed[] =>
  kept.map((one) => ({ kept: one, said: one.said, now: toldBy(one, weights) }));

export const scoreOf = (all: readonly Replayed[], which: 'said' | 'now'): Figures =>
  figuresOf(all.map(({ kept: { truth }, ...told }) => ({ told: told[which], truth })));
