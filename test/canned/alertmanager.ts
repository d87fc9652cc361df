import { connect } from '@nightjar/sdk/connect';
import { expect } from 'vitest';

type Where = { readonly address: string; readonly token: string };

/** Alertmanager as a sender to this Nightjar: what it is told of fires from five minutes ago, unless told otherwise. */
export const alertmanagerTo = async ({ address, token }: Where, now = Date.now()) => {
  const { secret } = await connect({ url: address, token }).sources.addSecret('alertmanager');
  return async (name: string, service: string, more: object = {}): Promise<void> => {
    const alert = {
      status: 'firing',
      fingerprint: name,
      startsAt: new Date(now - 5 * 60_000).toISOString(),
      endsAt: '0001-01-01T00:00:00Z',
      labels: { alertname: name, service, severity: 'critical' },
      annotations: { runbook_url: `https://wiki.example/${service}` },
      ...more,
    };
    const answer = await fetch(`${address}/hooks/alertmanager`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ version: '4', externalURL: 'https://alertmanager.example', alerts: [alert] }),
    });
    expect(answer.ok).toBe(true);
  };
};
