import type { Client } from '@nightjar/sdk/connect';

// Who pages in the demo: a sender of its own, set up as anybody sets up theirs, so that no real one is taken for it.

const name = 'demo-pager';
const pager = `custom/${name}`;

/** What of an alert's fields says what. */
const mapping = {
  alert: 'true',
  key: 'body.key',
  title: 'body.title',
  services: 'body.service',
  environment: '"prod"',
  severity: 'body.severity',
  at: 'body.at',
  summary: 'body.summary',
  link: '"https://wiki.example/runbooks/" + body.service',
};

/** It alone: an older one would come with it, and two pages at once are told in one message. */
const alert = (at: Date) => ({
  key: 'checkout-errors',
  title: 'CheckoutErrors: a tenth of the checkouts fail',
  service: 'checkout',
  severity: 'critical',
  at: at.toISOString(),
  summary: 'Errors of checkout above 5 % for 5 minutes',
});

/** Whether the demo has been loaded, or begun to be. */
export const isLoaded = async ({ custom }: Client): Promise<boolean> =>
  (await custom.list()).sources.some((source) => source.name === name);

/** The first thing that the demo writes, and by which it is known again. */
export const makePager = async ({ custom }: Client): Promise<void> => {
  await custom.draft(name, { title: 'Pager of the demo' });
  await custom.publish(name, mapping);
};

/** Fires the alert; answers its id. Throws where it is not taken. */
export const page = async (nightjar: Client, url: string, at: Date): Promise<string> => {
  const { secret } = await nightjar.sources.addSecret(pager);
  const answer = await fetch(new URL(`/hooks/${pager}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(alert(at)),
  });
  if (!answer.ok) throw new Error(`The alert was not taken: ${answer.status} ${await answer.text()}`);
  const { position } = (await answer.json()) as { readonly position: number };
  const { alerts } = await nightjar.alerts.list({ source: pager, state: 'open', minPos: position });
  const [fires] = alerts;
  if (fires === undefined) throw new Error('Nothing fires, though an alert was sent.');
  return fires.id;
};
