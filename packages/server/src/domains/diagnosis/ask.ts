import { parseRef, typedAs } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { diagnosisId } from '../../change/identity.ts';
import type { Evidence } from '../../evidence/parts.ts';
import type { Question } from './events.ts';
import { refuse } from './refusals.ts';
import { appendRound, standingOf } from './rounds/append-round.ts';
import { diagnose } from './rounds/diagnose.ts';
import { weightsOf } from './rounds/weights.ts';
import type { NewDiagnosis } from './wire.ts';

const minute = 60_000;
/** Whoever asks of the past is told what could have been known a quarter of an hour after: as the last round of a page. */
const lastRoundMs = 15 * minute;
/** Of what is older the graph is looked up as it stood. */
const youngMs = 60 * minute;
/** A clock that is ahead by less is no mistake. */
const aheadMs = minute;

/** Before that nobody measured, nor reported a change. */
const earliest = 0;

const pagedAtOf = (at: string | undefined, now: number): number => {
  if (at === undefined) return now;
  const asked = Date.parse(at);
  if (asked > now + aheadMs)
    throw refuse('diagnosis.at', {
      detail: `${new Date(asked).toISOString()} is still to come.`,
      pointer: '/at',
    });
  if (asked < earliest)
    throw refuse('diagnosis.at', {
      detail: `Nothing is known of ${new Date(asked).toISOString()}: times begin in 1970.`,
      pointer: '/at',
    });
  return Math.min(asked, now);
};

const wholeRef = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Pages ask by whole references, people by names: a reference is told as it would be typed. */
const shortly = (service: string): string => {
  const ref = wholeRef.test(service) ? parseRef(service, { kind: 'service' }) : undefined;
  return ref === undefined ? service : typedAs(ref);
};

const questionOf = ({ service, env, signal = '' }: NewDiagnosis, pagedAt: number): Question => ({
  alert: null,
  title: `What probably broke ${shortly(service.trim())}?`,
  service: service.trim(),
  environment: env?.trim() || null,
  signal: signal.trim(),
  pagedAt: new Date(pagedAt).toISOString(),
});

/** Named by who asks what in which minute; the second is that of the minute before. */
const idsOf = ({ org, subject }: Caller, asked: NewDiagnosis, now: number): readonly [string, string] => {
  const words = JSON.stringify([subject, asked.service, asked.env, asked.at, asked.signal]);
  const idIn = (slot: number): string => diagnosisId(org, `asked ${slot} ${words}`);
  const slot = Math.floor(now / minute);
  return [idIn(slot), idIn(slot - 1)];
};

/** What the ids of diagnoses begin with: the CLI takes either, and asks about what is no whole id. */
const diagnosisPrefix = 'dgn_';

const refuseUnknown = async (
  kernel: Kernel,
  evidence: Evidence,
  caller: Caller,
  service: string,
): Promise<never> => {
  const near = await evidence.near(kernel, caller, service);
  const shown = JSON.stringify(service.slice(0, 200));
  if (service.startsWith(diagnosisPrefix))
    throw refuse('diagnosis.unknown', {
      detail: `There is no diagnosis ${shown}, and no service is called so.`,
      pointer: '/service',
    });
  throw refuse('diagnosis.unknown-service', {
    detail: `Nobody knows ${shown}.${near.length === 0 ? '' : ` Near it: ${near.join(', ')}.`}`,
    pointer: '/service',
    ...(near.length === 0 ? {} : { next: 'Take one of these names.' }),
  });
};

export type AskedDiagnosis = { readonly id: string; readonly position: number };

/**
 * Diagnoses what somebody asks about, and records it, so that it can be judged. The same words of the same caller within a minute are
 * one question. Refuses a service that nobody knows, with the nearest names.
 */
export const askDiagnosis = async (
  kernel: Kernel,
  evidence: Evidence,
  caller: Caller,
  asked: NewDiagnosis,
): Promise<AskedDiagnosis> => {
  const { log, clock } = kernel;
  const { org } = caller;
  const now = clock.now().getTime();
  const [id, idBefore] = idsOf(caller, asked, now);
  for (const known of [id, idBefore]) {
    const { standing, position, madeAt } = await standingOf(log, org, known);
    const isYoung = madeAt !== null && now - madeAt < minute;
    if (standing.rounds.length > 0 && isYoung) return { id: known, position };
  }
  const pagedAt = pagedAtOf(asked.at, now);
  const { data, known } = await diagnose(
    { kernel, evidence, caller },
    {
      id,
      question: questionOf(asked, pagedAt),
      weights: await weightsOf(log, org),
      now: Math.min(now, pagedAt + lastRoundMs),
      graphAt: now - pagedAt > youngMs ? pagedAt : null,
    },
  );
  if (!known) return refuseUnknown(kernel, evidence, caller, asked.service.trim());
  const position = await appendRound(
    { log, now: clock.now(), org, id, actor: caller.subject, follow: () => [] },
    { ...data, after: null },
  );
  return { id, position };
};
