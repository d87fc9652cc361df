import { choicesOf, lossOf } from '@nightjar/diagnosis/learn/choices';
import { type Figures, figuresOf, toldBy } from '@nightjar/diagnosis/learn/figures';
import { type Judged, truthOf } from '@nightjar/diagnosis/learn/judged';
import type { Weights } from '@nightjar/diagnosis/weights';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type WeightsTaken, weightsStream } from '../events.ts';
import { weightsOf } from '../rounds/weights.ts';
import { casesOf } from './cases.ts';
import { refuse } from './refusals.ts';
import { isTree } from './trees.ts';
import type { NewWeights, TakenWeights } from './wire.ts';

/** Judged diagnoses that weights are tried on, the newest. */
const most = 500;
const needs = 20;

type Tried = { loss: number; readonly told: Parameters<typeof figuresOf>[0][number][] };

const tryOut = (tried: Tried, one: Judged, weights: Weights): void => {
  tried.loss += lossOf(choicesOf([one], weights, []));
  tried.told.push({ told: toldBy(one, weights), truth: one.truth });
};

const numbersOf = ({ loss, told }: Tried): Record<string, number> => {
  const { right, hit1, hit3, mrr, noChange, brier }: Figures = figuresOf(told);
  return { right, hit1, hit3, mrr, noChange, brier, loss: told.length === 0 ? 0 : loss / told.length };
};

const inWords = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(', ');

/**
 * An organisation takes weights if they do better than those in use on what it has judged itself, ranked again here from what was kept:
 * nobody's word is taken for that.
 */
export const takeWeights = async (
  kernel: Kernel,
  caller: Caller,
  { weights: sent }: NewWeights,
): Promise<TakenWeights> => {
  const { trees, ...rest } = sent;
  const wrong = (trees ?? []).findIndex((tree) => !isTree(tree));
  if (wrong >= 0)
    throw refuse('weights.invalid', {
      detail: `weights.trees[${wrong}] is no tree.`,
      pointer: `/weights/trees/${wrong}`,
    });
  const weights: Weights = { ...rest, ...(trees === undefined ? {} : { trees }) };
  const current = await weightsOf(kernel.log, caller.org);
  const before: Tried = { loss: 0, told: [] };
  const now: Tried = { loss: 0, told: [] };
  for await (const rounds of casesOf(kernel, caller, { judged: true, limit: most })) {
    const [first] = rounds;
    const truth = truthOf(first?.judgements ?? []);
    if (first === undefined || truth === null) continue;
    const one: Judged = { diagnosis: first.diagnosis, round: first.round, features: first.features, truth };
    tryOut(before, one, current);
    tryOut(now, one, weights);
  }
  const cases = now.told.length;
  if (cases < needs) throw refuse('weights.too-few-cases', { detail: `${cases} of ${needs} are judged.` });
  const [figures, old] = [numbersOf(now), numbersOf(before)];
  // Said so that what is no number is not better.
  const asGood = ['right', 'hit3'].every((name) => (figures[name] ?? 0) >= (old[name] ?? 0));
  const isSound = Object.values(figures).every(Number.isFinite);
  if (!isSound || !asGood || !((figures['loss'] ?? 0) < (old['loss'] ?? 0)))
    throw refuse('weights.not-better', {
      detail: `On ${cases} cases: ${inWords(figures)}; those in use: ${inWords(old)}.`,
    });
  const fact: WeightsTaken = {
    type: 'WeightsTaken',
    data: { weights, cases, figures, before: old, by: caller.name ?? caller.subject },
  };
  const appended = await kernel.log.append({
    org: caller.org,
    stream: weightsStream,
    facts: [fact],
    actor: caller.subject,
  });
  const position = appended.status === 'conflict' ? 0 : appended.lastPos;
  return { version: weights.version, cases, figures, before: old, position };
};
