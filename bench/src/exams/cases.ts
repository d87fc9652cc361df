import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '@nightjar/diagnosis/read-case';
import { type RefusedLine, readLines, readTruth } from '@nightjar/diagnosis/read-lines';
import type { Exam } from './exam.ts';
import { examine } from './examine.ts';
import { dataFolder } from './folder.ts';

export const exam: Exam = {
  name: 'cases',
  what: 'any set in the neutral form: cases.jsonl, one case a line, and truth.jsonl {id, service?, change?}',
  targets: { secondsMedian: '<= 0.05' },
  run: ({ dir, quick, say }) => {
    const folder = dataFolder(dir, 'cases', ['cases.jsonl', 'truth.jsonl']);
    if (folder.is === 'absent') return { is: 'no data', looked: folder.looked };
    const text = (file: string): string => readFileSync(join(folder.path, file), 'utf8');
    const cases = readLines(text('cases.jsonl'), readCase);
    const truths = readLines(text('truth.jsonl'), readTruth);
    const refusedIn = (file: string, refused: readonly RefusedLine[]): void => {
      for (const { line, why } of refused.slice(0, 20)) say(`  ${file} line ${line} is refused: ${why}`);
      if (refused.length > 20) say(`  ${file}: ${refused.length - 20} more lines are refused`);
    };
    refusedIn('cases.jsonl', cases.refused);
    refusedIn('truth.jsonl', truths.refused);
    const truth = new Map(truths.read.map((one) => [one.id, one]));
    const without = cases.read.filter(({ id }) => !truth.has(id)).length;
    if (without > 0) say(`  ${without} cases have no truth and are not counted`);
    const { size, figures } = examine(quick ? cases.read.slice(0, 20) : cases.read, truth);
    return {
      is: 'ran',
      size,
      figures: { ...figures, refused: cases.refused.length + truths.refused.length },
    };
  },
};
