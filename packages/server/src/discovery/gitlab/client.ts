import type { Fetch } from '../code-host.ts';
import { type RestClient, restClient } from '../rest-client.ts';

export type GitlabOptions = {
  readonly token: string;
  /** `https://gitlab.com`, or a server of one's own. */
  readonly url: URL;
  readonly fetch: Fetch;
  readonly patienceSeconds?: number;
  readonly secondMs?: number;
};

/**
 * Not @gitbeaker/rest (43.8): it has no conditional requests, so that thousands of projects would be sent at every look, and it
 * has the faults that `restClient` tells of.
 */
export const openClient = ({ token, url, ...rest }: GitlabOptions): RestClient =>
  restClient({
    base: new URL(`${url.href.replace(/\/$/, '')}/api/v4`),
    headers: { 'private-token': token },
    ...rest,
  });
