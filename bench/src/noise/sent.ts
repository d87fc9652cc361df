import { createHmac } from 'node:crypto';
import { changeId } from '@nightjar/server/change/identity';

export const githubSecret = 'bench-secret-of-the-webhook';

/** A request as its sender makes it. */
export type Sent = {
  readonly at: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What is sent, and what is true of it: which changes people made, and which of those are one act. */
export type Telling = {
  readonly sent: Sent[];
  /** The act by the id of the change. */
  readonly acts: Map<string, string>;
};

export const telling = (): Telling => ({ sent: [], acts: new Map() });

const json = { 'content-type': 'application/json' };
export const iso = (at: number): string => new Date(at).toISOString();

let reports = 0;

/** A report to `POST /api/v1/changes`, with a key by which a repeated request is known. */
export const report = (
  to: Telling,
  at: number,
  body: { readonly source: string; readonly key: string } & Record<string, unknown>,
): void => {
  reports += 1;
  to.sent.push({
    at,
    path: '/api/v1/changes',
    headers: { ...json, 'idempotency-key': `report-${reports}` },
    body: JSON.stringify({ ...body, at: iso(at) }),
  });
};

/** A delivery of GitHub's to `POST /hooks/github`. */
export const webhook = (to: Telling, at: number, event: string, delivery: string, payload: object): void => {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', githubSecret).update(body).digest('hex');
  to.sent.push({
    at,
    path: '/hooks/github',
    headers: {
      ...json,
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  });
};

/** A person did this, as a part of that act. */
export const byPerson = ({ acts }: Telling, source: string, key: string, act: string): void => {
  acts.set(changeId(1, source, key), act);
};
