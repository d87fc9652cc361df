import { field, textAt } from '../json.ts';

/** What was called: `google.cloud.run.v1.Services.ReplaceService` of `run.googleapis.com`. */
export type Method = {
  readonly name: string;
  /** `Services.ReplaceService`, `instanceGroupManagers.patch`, `deployments.patch`. */
  readonly short: string;
  /** `ReplaceService`, `patch`. */
  readonly verb: string;
  /** What it is done to, where the method names it: `instanceGroupManagers`, `deployments`. */
  readonly noun: string | null;
  readonly service: string;
};

export const methodOf = (entry: unknown): Method | null => {
  const name = textAt(entry, 'protoPayload', 'methodName');
  const service = textAt(entry, 'protoPayload', 'serviceName');
  if (name === null || service === null) return null;
  const parts = name.replace(/^\//, '').split('.');
  return {
    name,
    short: parts.slice(-2).join('.'),
    verb: parts.at(-1) ?? name,
    noun: parts.at(-2) ?? null,
    service: service.replace(/\.googleapis\.com$/, ''),
  };
};

/** `projects/p/locations/l/services/pricing` → `pricing`; a name without a path is itself. */
export const lastOf = (resource: string | null): string | null => resource?.split('/').at(-1) || null;

/** The project (or folder, organisation) that the entry belongs to. */
export const projectOf = (entry: unknown): string | null =>
  textAt(entry, 'resource', 'labels', 'project_id') ??
  /^(?:projects|organizations|folders|billingAccounts)\/([^/]+)/.exec(textAt(entry, 'logName') ?? '')?.[1] ??
  null;

export const locationOf = (entry: unknown): string | null =>
  textAt(entry, 'resource', 'labels', 'location') ??
  textAt(entry, 'resource', 'labels', 'region') ??
  textAt(entry, 'resource', 'labels', 'zone');

/** What was asked for, and what was answered. */
export const requestOf = (entry: unknown): unknown => field(entry, 'protoPayload', 'request');
export const responseOf = (entry: unknown): unknown => field(entry, 'protoPayload', 'response');
