import { type Ref, refOf } from '../ref.ts';

type Labels = Readonly<Record<string, string>>;

/** The value of the first of these labels, whatever stands before (`acme.com/team`, `com.acme.team`). */
const labelOf = (labels: Labels, names: readonly string[]): string | undefined => {
  for (const name of names)
    for (const [key, value] of Object.entries(labels))
      if (
        key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('.')) + 1).toLowerCase() === name &&
        isName(value)
      )
        return value;
  return undefined;
};

const isName = (value: string): boolean => /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/.test(value);

/** Who is said to own it. `app.kubernetes.io/managed-by` names a tool, and is nobody's owner. */
export const teamOf = (labels: Labels): string | undefined =>
  labelOf(labels, ['team', 'squad', 'owned-by', 'owner']);

export const environmentOf = (labels: Labels): string | undefined => labelOf(labels, ['environment', 'env']);

/** The whole that it is part of. */
export const systemOf = (labels: Labels, own: string): string | undefined => {
  const found = labels['app.kubernetes.io/part-of'] ?? labelOf(labels, ['application', 'system']);
  return found !== undefined && isName(found) && found !== own ? found : undefined;
};

/** Labels that are said elsewhere, and those that machines write for themselves. */
const machinery =
  /^(?:app|k8s-app|name|instance|release|chart|heritage|version|track|pod-template-hash|team|squad|owner|owned-by|environment|env|application|system|managed-by|part-of)$/;
const machines = /(?:^|\.)(?:helm\.sh|istio\.io|argoproj\.io|kubernetes\.io|k8s\.io|linkerd\.io|fluxcd\.io)$/;

/** The labels a person put there to tell things apart: `tier: backend`, `component: api`. */
export const tagsOf = (labels: Labels): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).filter(([key, value]) => {
      const slash = key.lastIndexOf('/');
      const owner = key.slice(0, Math.max(0, slash));
      return (
        value !== '' &&
        owner !== 'nightjar.dev' &&
        !machines.test(owner) &&
        !machinery.test(key.slice(slash + 1))
      );
    }),
  );

export const teamRef = (name: string): Ref => refOf('team', name);
