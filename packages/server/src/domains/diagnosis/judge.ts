import { type Caller, may } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Log } from '@nightjar/kernel/log/log';
import { diagnosisDecider, judge } from './decide.ts';
import { diagnosisStream } from './events.ts';
import { refuse } from './refusals.ts';
import type { NewJudgement } from './wire.ts';

const isPerson = ({ subject }: Caller): boolean => subject.startsWith('person:');

/** As change/identity.ts makes them. */
const changeForm = /^chg_[0-9a-f]{20}$/;

const checked = ({ change, judgement }: NewJudgement): void => {
  if (change !== null && !changeForm.test(change))
    throw refuse('diagnosis.judgement', { detail: 'This is no id of a change.', pointer: '/change' });
  if (change === null && judgement === 'refuted')
    throw refuse('diagnosis.judgement', {
      detail: 'That some change did it is said by confirming it.',
      pointer: '/change',
    });
};

/**
 * Takes a responder's word on a diagnosis and answers the position to read it at. A change that nobody suspected may be confirmed as
 * well: from that most is learnt.
 */
export const judgeDiagnosis = async (
  log: Log,
  caller: Caller,
  id: string,
  said: NewJudgement,
): Promise<number> => {
  if (!isPerson(caller) && !may(caller, 'ingest')) throw refuse('diagnosis.not-yours');
  checked(said);
  const word = {
    change: said.change,
    judgement: said.judgement,
    by: caller.subject,
    byName: caller.name ?? null,
    from: said.from ?? 'api',
  };
  const upon = { caller, stream: diagnosisStream(id) };
  const { position } = await decide(log, diagnosisDecider, upon, judge(id, word));
  return position;
};
