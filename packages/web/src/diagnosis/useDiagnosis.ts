import type { Diagnosis } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { nowThere } from '../ui/now.ts';
import { type Asked, useAnswer } from '../ui/useAnswer.ts';
import { renewalOf } from './rounds.ts';

/** It is announced before it is made: who looks at once waits a moment. */
const soonMs = 2_000;

/** A diagnosis as it was last said, renewed as its rounds come. */
export const useDiagnosis = (id: string | null): Asked<Diagnosis> =>
  useAnswer(
    id === null ? null : ['diagnosis', id],
    (signal) => nightjar.diagnoses.get(id ?? '', { signal }),
    (last) => (last === undefined ? soonMs : renewalOf(last, nowThere())),
  );

/** As it was said in one of its rounds: that never changes, but for what responders say of it. */
export const useRound = (id: string, round: number | null): Asked<Diagnosis> =>
  useAnswer(
    round === null ? null : ['diagnosis', id, round],
    (signal) => nightjar.diagnoses.round(id, round ?? 1, { signal }),
    'once',
  );
