import { setTimeout as sleep } from 'node:timers/promises';
import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { ToldDiagnosis } from '../../evidence/told.ts';
import type { Page } from '../../providers/provider.ts';
import type { NotificationParts, Round } from './parts.ts';

type Doors = Pick<NotificationParts, 'diagnosis' | 'alert'>;

const stepMs = 25;
/** How long a read model may lag before it is asked again later. */
const longestMs = 5000;

/** The diagnosis as soon as it holds: what was recorded a moment ago, its read model learns of a moment later. Else as it is then. */
export const diagnosisOnce = async (
  kernel: Kernel,
  { diagnosis }: Doors,
  id: string,
  holds: (it: ToldDiagnosis) => boolean,
  signal: AbortSignal,
  patienceMs = longestMs,
): Promise<ToldDiagnosis | null> => {
  for (let waited = 0; ; waited += stepMs) {
    const it = await diagnosis(kernel, nightjarItself, id);
    if ((it !== null && holds(it)) || waited >= patienceMs) return it;
    await sleep(stepMs, undefined, { signal });
  }
};

/** A diagnosis of at least this round, with the alert that it is of. */
export const pageOf = async (
  kernel: Kernel,
  doors: Doors,
  { diagnosis: id, round, heard }: Round,
  signal: AbortSignal,
  patienceMs = longestMs,
): Promise<Page | null> => {
  const diagnosis = await diagnosisOnce(kernel, doors, id, (it) => it.round >= round, signal, patienceMs);
  if (diagnosis === null) return null;
  const alert = diagnosis.alert === null ? null : await doors.alert(kernel, nightjarItself, diagnosis.alert);
  const heardAt = heard ?? Date.parse(diagnosis.rounds[0]?.madeAt ?? diagnosis.madeAt);
  return { diagnosis, alert, heardAt };
};
