import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '@nightjar/diagnosis/case';

export type Draw = {
  readonly incident: string;
  readonly draw: number;
  readonly changes: readonly Change[];
  /** Null where no change did it. */
  readonly truth: string | null;
};

type Line = {
  readonly incident: string;
  readonly draw: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly at: number;
    readonly service: string;
    readonly kind: string;
  }[];
};
type Truth = { readonly incident: string; readonly draw: number; readonly truth: string | null };

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/** changes-v1.jsonl with its truths: five made-up change feeds of six hours for each incident. */
export const readDraws = (dir: string): Draw[] => {
  const key = ({ incident, draw }: { incident: string; draw: number }): string => `${incident} ${draw}`;
  const truths = new Map(
    lines<Truth>(join(dir, 'changes-v1.truth.jsonl')).map((line) => [key(line), line.truth]),
  );
  return lines<Line>(join(dir, 'changes-v1.jsonl')).map((line) => ({
    incident: line.incident,
    draw: line.draw,
    truth: truths.get(key(line)) ?? null,
    changes: line.candidates.map(({ id, at, service, kind }) => ({ id, at: at * 1000, service, kind })),
  }));
};
