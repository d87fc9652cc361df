import { listAt, textAt } from '../json.ts';

/** The triggers a payload speaks of: of its notifications (version 1), or its own (version 2, of workspaces). */
export const triggersOf = (body: unknown): readonly string[] => {
  const own = textAt(body, 'trigger');
  return own === null
    ? listAt(body, 'notifications')
        .map((it) => textAt(it, 'trigger'))
        .filter((it) => it !== null)
    : [own];
};

/** What is sent when a notification is saved or tested: about no run, and enabled only by an answer of 200. */
export const isVerification = (body: unknown): boolean =>
  textAt(body, 'run_id') === null && triggersOf(body).includes('verification');

/** `app.terraform.io`, or the host of a Terraform Enterprise: the first part of every key. */
export const hostOf = (...urls: readonly (string | null)[]): string =>
  urls
    .map((url) => /^https?:\/\/([^/\s]+)/i.exec(url ?? '')?.[1]?.toLowerCase())
    .find((it) => it !== undefined) ?? 'app.terraform.io';

/** The workspace, where runs name it at the top and assessments under `details`. */
export const workspaceIn = (holder: unknown) => {
  const name = textAt(holder, 'workspace_name');
  const organisation = textAt(holder, 'organization_name');
  if (name === null || organisation === null) return null;
  return {
    name,
    organisation,
    id: textAt(holder, 'workspace_id'),
    hints: [{ join: 'terraform', value: `${organisation}/${name}` }],
  };
};

export type Workspace = NonNullable<ReturnType<typeof workspaceIn>>;
