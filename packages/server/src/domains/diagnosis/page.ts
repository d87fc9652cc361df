import type { FoundOwner } from '../../evidence/parts.ts';
import type { Said } from './said.ts';
import type { Diagnosis, DiagnosisCard, DiagnosisLine, Judged, Suspect } from './wire.ts';

/** A round as it is kept, with when it was made. */
export type KeptRound = { readonly said: Said; readonly madeAt: Date };

const addressOf = (id: string): string => `/diagnoses/${encodeURIComponent(id)}`;

/** Where the feed shows a change. */
const changeAddress = (id: string): string => `/?${new URLSearchParams({ q: `id:${id}`, all: '1' })}`;

const suspectsOf = ({ answer, changes }: Said): Suspect[] =>
  answer.suspects.flatMap(({ id, service, probability, reasons, features }) => {
    const change = changes[id];
    if (change === undefined) return [];
    return [
      {
        ...change,
        services: [...change.services],
        change: id,
        service,
        probability,
        reasons: [...reasons],
        features: { ...features },
        address: changeAddress(id),
      },
    ];
  });

const excludedOf = ({ answer, changes }: Said): Diagnosis['excluded'] =>
  answer.excluded.map(({ id: change, why }) => {
    const { title = null, services = [] } = changes[change] ?? {};
    return { change, title, services: [...services], why };
  });

const lineOf = ({ said, madeAt }: KeptRound): Diagnosis['rounds'][number] => ({
  round: said.round,
  after: said.after,
  madeAt: madeAt.toISOString(),
  verdict: said.answer.verdict,
  probability: said.answer.probability,
  foremost: said.answer.suspects[0]?.id ?? null,
});

/** Who is to be asked: of what is suspected most, else of what the page is about. */
export const askedAbout = ({ answer, question }: Said): string | null =>
  (answer.verdict === 'change' ? answer.suspects[0]?.service : undefined) || question.service;

/** Who is suspected most, as a line tells it. */
export const foremostOf = ({ answer, changes }: Said): DiagnosisLine['foremost'] => {
  const [first] = answer.suspects;
  const change = first === undefined ? undefined : changes[first.id];
  if (first === undefined || change === undefined) return null;
  return { change: first.id, title: change.title, service: first.service, probability: first.probability };
};

export const cardOf = (
  id: string,
  { said, madeAt }: KeptRound,
  judgements: readonly Judged[],
): DiagnosisCard => {
  const { question, answer } = said;
  return {
    id,
    alert: question.alert,
    title: question.title,
    service: question.service,
    environment: question.environment,
    pagedAt: question.pagedAt,
    madeAt: madeAt.toISOString(),
    verdict: answer.verdict,
    probability: answer.probability,
    judgements: [...judgements],
    address: addressOf(id),
  };
};

type Around = {
  readonly rounds: readonly KeptRound[];
  readonly judgements: readonly Judged[];
  readonly owner: FoundOwner | null;
  readonly position: number;
  readonly stale: boolean;
};

/** A round as people and programs read it, and what stands around it. */
export const pageOf = (id: string, kept: KeptRound, around: Around): Diagnosis => {
  const { said } = kept;
  const { question, answer } = said;
  const { rounds, judgements, owner, position, stale } = around;
  return {
    ...cardOf(id, kept, judgements),
    signal: question.signal,
    round: said.round,
    after: said.after,
    onset: new Date(answer.onset).toISOString(),
    dated: said.dated,
    suspects: suspectsOf(said),
    reasons: [...answer.reasons],
    services: answer.services.map((one) => ({ ...one })),
    excluded: excludedOf(said),
    candidates: said.candidates,
    without: answer.without.map((one) => ({ ...one })),
    weights: answer.weights,
    owner: owner === null ? null : { ...owner, contacts: owner.contacts.map((one) => ({ ...one })) },
    rounds: rounds.map(lineOf),
    position,
    stale,
  };
};
