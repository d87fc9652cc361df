import type { Diagnosis } from '@nightjar/sdk/wire';
import { useRef, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { answers } from '../ui/answers.ts';
import { nowThere } from '../ui/now.ts';
import { type Trouble, troubleFrom } from '../ui/trouble.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { type Judged, meantBy, type Word, withWord } from './judging.ts';

export type Judging = {
  /** With the reader's own, which the server may not have heard yet. */
  readonly judged: readonly Judged[];
  /** Who reads; null until it is known. */
  readonly me: string | null;
  readonly judge: (word: Word) => void;
  readonly trouble: Trouble | null;
};

/** The words of responders on a diagnosis. The reader's own shows at once; what the server does not take is taken back, and said. */
export const useJudging = ({ id, judgements }: Pick<Diagnosis, 'id' | 'judgements'>): Judging => {
  const { answer } = useAnswer(['whoami'], () => nightjar.whoami(), 'once');
  const caller = shown(answer)?.caller ?? null;
  const [ahead, setAhead] = useState<readonly Judged[] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const said = useRef(0);
  const judged = ahead ?? judgements;
  const judge = (word: Word): void => {
    if (caller === null) return;
    const meant = meantBy(judged, caller.subject, word);
    const at = new Date(nowThere()).toISOString();
    setAhead(withWord(judged, meant, { by: caller.subject, byName: caller.name, at }));
    setTrouble(null);
    said.current += 1;
    const nth = said.current;
    // One after the other: the last word is the last that the server hears.
    line.current = line.current.then(async () => {
      try {
        const now = await nightjar.diagnoses.judge(id, { ...meant, from: 'web' });
        await answers.cancelQueries({ queryKey: ['diagnosis', id] });
        answers.setQueryData(['diagnosis', id], now);
      } catch (error) {
        setTrouble(troubleFrom(error));
      }
      if (nth === said.current) setAhead(null);
    });
  };
  return { judged, me: caller?.subject ?? null, judge, trouble };
};
