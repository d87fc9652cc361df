import { parseArgs } from 'node:util';
import { judge, table } from '../report.ts';
import type { Exam } from './exam.ts';

const exams: Readonly<Record<string, () => Promise<{ exam: Exam }>>> = {
  petshop: () => import('./petshop.ts'),
  'petshop-changes': () => import('./petshop-changes.ts'),
  cases: () => import('./cases.ts'),
  synthetic: () => import('./synthetic.ts'),
};

const usage = `npm run exam -- NAME [--dir PATH] [--quick]

  NAME     ${Object.keys(exams).join(', ')}
  --dir    where the data lies, if not in NIGHTJAR_TEST_DATA: for petshop and petshop-changes the folder with dataset/,
           for cases the folder with cases.jsonl and truth.jsonl; synthetic needs none
  --quick  a part of it, to see that it runs

A table for people, and as the last line one JSON object: {name, size, figures, targets, met}; or, without the data,
"skipped: no data" and where it was looked for.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const load = Object.hasOwn(exams, name) ? exams[name] : undefined;
if (values.help || load === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const say = (line: string): void => console.log(line);
const { exam } = await load();
say(`${exam.name}: ${exam.what}`);
const result = exam.run({ dir: values.dir, quick: values.quick, say });
if (result.is === 'no data') say(`skipped: no data (${result.looked})`);
else {
  const { size, figures } = result;
  const judged = judge(figures, exam.targets);
  say(table(judged));
  const met = judged.every((line) => line.met !== false);
  say(JSON.stringify({ name: exam.name, size, figures, targets: exam.targets, met }));
}
