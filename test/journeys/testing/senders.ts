import { setTimeout as sleep } from 'node:timers/promises';

/** The one secret that these senders were given. */
export const senderSecret = 'moth-wing-of-the-senders';

export type Sent = { readonly attempts: number; readonly delivered: boolean };

/** Sends until it is answered below 500, at most so many times more as there are waits. */
const persistently = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  waits: readonly number[],
): Promise<Sent> => {
  for (let attempts = 1; ; attempts++) {
    try {
      const answer = await fetch(url, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      if (answer.status < 500) return { attempts, delivered: answer.ok };
    } catch {
      // No answer is as good as a bad one.
    }
    const wait = waits[attempts - 1];
    if (wait === undefined) return { attempts, delivered: false };
    await sleep(wait);
  }
};

/** What Argo CD knows of an application while it syncs it: the fields that our template asks for. */
export type Application = {
  readonly phase: 'Running' | 'Succeeded' | 'Failed';
  readonly health: 'Healthy' | 'Progressing' | 'Degraded';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly images: readonly string[];
};

/**
 * Argo CD's notifications controller with our template (argo-cd.readthedocs.io, "Webhook"): three retries on errors of the network and on
 * 5xx, between one and five seconds apart, and never again after them.
 */
export const argoCd = (url: string, token = senderSecret) => ({
  notify: ({ phase, health, startedAt, finishedAt, images }: Application): Promise<Sent> =>
    persistently(
      `${url}/hooks/argocd`,
      { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      JSON.stringify({
        app: 'pricing',
        namespace: 'argocd',
        uid: '5c1b7c1e-7a51-4a86-9f34-0c6c3f2f9d11',
        project: 'shop',
        destination: { name: 'production', namespace: 'pricing' },
        repository: 'https://github.com/acme/deploy.git',
        phase,
        message: 'successfully synced (all tasks run)',
        startedAt,
        finishedAt,
        initiatedBy: { username: 'joey' },
        revision: '8d5f0a1c2b3e4f5061728394a5b6c7d8e9f00112',
        health,
        summary: { images },
        argocdUrl: 'https://argocd.acme.example',
        sentAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      }),
      [1000, 2000, 4000],
    ),
});

/** Unleash's webhook integration (docs.getunleash.io, "Webhook"): one retry on errors of the network and on 5xx. */
export const unleash = (url: string) => ({
  tell: (event: object): Promise<Sent> =>
    persistently(
      `${url}/hooks/unleash`,
      { 'content-type': 'application/json', authorization: senderSecret },
      JSON.stringify(event),
      [1000],
    ),
});
