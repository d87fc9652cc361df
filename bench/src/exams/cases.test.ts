import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exam } from './cases.ts';
import { syntheticCase } from './synthetic/synthetic-case.ts';

test('cases are read from files, a bad line is named, and the rest is examined', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nightjar-cases-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const made = [1, 2, 3].map(syntheticCase);
  writeFileSync(
    join(dir, 'cases.jsonl'),
    `${made.map(({ input }) => JSON.stringify(input)).join('\n')}\n{"id":"x"}\n`,
  );
  writeFileSync(join(dir, 'truth.jsonl'), made.map(({ truth }) => JSON.stringify(truth)).join('\n'));
  const lines: string[] = [];
  const result = exam.run({ dir, quick: false, say: (line) => void lines.push(line) });
  expect(lines).toEqual([
    '  cases.jsonl line 4 is refused: now is no time (seconds, milliseconds or ISO 8601): undefined',
  ]);
  expect(result).toMatchObject({ is: 'ran', size: 3, figures: { refused: 1 } });
});

test('a seed makes the same night again, and another seed another', () => {
  expect(syntheticCase(7)).toEqual(syntheticCase(7));
  expect(syntheticCase(8).input.series).not.toEqual(syntheticCase(7).input.series);
});

test('made-up nights are told apart well enough', () => {
  const made = Array.from({ length: 10 }, (_, i) => syntheticCase(i + 900));
  const dir = mkdtempSync(join(tmpdir(), 'nightjar-cases-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'cases.jsonl'), made.map(({ input }) => JSON.stringify(input)).join('\n'));
  writeFileSync(join(dir, 'truth.jsonl'), made.map(({ truth }) => JSON.stringify(truth)).join('\n'));
  const result = exam.run({ dir, quick: false, say: () => {} });
  const figures = result.is === 'ran' ? result.figures : {};
  expect(figures['hr3']).toBeGreaterThan(0.8);
  expect(figures['service3']).toBeGreaterThan(0.85);
});
