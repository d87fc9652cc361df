import type { Actor } from '../../change/observation.ts';
import { field, listAt, personIn, textAt } from '../json.ts';

/** `serviceAccount:deployer@shop.iam.gserviceaccount.com` → `deployer`; `user:joey@acme.example` → `joey`. */
const nameOfSubject = (subject: string | null): string | null =>
  personIn(
    subject
      ?.replace(/^(user|serviceAccount|principal|principalSet):/, '')
      .replace(/^\/\/.*\/subject\//, '') ?? null,
  );

const isRobot = (info: unknown, name: string): boolean =>
  textAt(info, 'principalSubject')?.startsWith('serviceAccount:') === true ||
  textAt(info, 'serviceAccountKeyName') !== null ||
  /gserviceaccount\.com$/.test(textAt(info, 'principalEmail') ?? '') ||
  // Google's own, by their form: `123456-compute`, `service-123456`.
  /^(\d{6,}(-compute)?|service-\d{6,}|system:.*)$/.test(name);

/**
 * Who called (cloud.google.com, `AuthenticationInfo`). An e-mail address has lost its domain when it gets here, and with it the sign of a
 * service account; `principalSubject` says which it is. A robot acts for the first person it was delegated by.
 */
export const actorOf = (entry: unknown): Partial<Actor> | null => {
  const info = field(entry, 'protoPayload', 'authenticationInfo');
  const subject = textAt(info, 'principalSubject');
  const name = personIn(textAt(info, 'principalEmail')) ?? nameOfSubject(subject);
  if (name === null) return null;
  if (!isRobot(info, name))
    return { name, ...(subject?.startsWith('user:') ? { kind: 'human' as const } : {}) };
  const person = listAt(info, 'serviceAccountDelegationInfo')
    .map(
      (it) =>
        personIn(textAt(it, 'firstPartyPrincipal', 'principalEmail')) ??
        nameOfSubject(textAt(it, 'principalSubject')),
    )
    .find((it) => it !== null && it !== name);
  return { name, kind: 'automation', onBehalfOf: person ?? null };
};

/** Kubernetes' own controllers, and the agents by which Google keeps its services as they were asked to be. */
export const isController = (entry: unknown): boolean => {
  const info = field(entry, 'protoPayload', 'authenticationInfo');
  const name = textAt(info, 'principalEmail') ?? '';
  const subject = textAt(info, 'principalSubject') ?? '';
  return (
    /^system:(?!serviceaccount:)/.test(name) ||
    /^system:serviceaccount:kube-system:/.test(name) ||
    /@(cloudservices|container-engine-robot|compute-system)(\.iam)?\.gserviceaccount\.com$/.test(subject)
  );
};
