import type { Asked, KeptState } from './words-between.ts';

/** Why this browser keeps nothing. */
export type Without = 'insecure' | 'unsupported' | 'none';

export type Device = { readonly is: 'keeping'; readonly state: KeptState } | { readonly is: Without };

/** To say how things stand takes a moment, to fetch a catalog longer. */
const answerMs = { state: 5_000, forget: 10_000, keep: 60_000 } as const;

/** Asks the worker, which answers how things then stand; why there is none, where there is none. */
export const askWorker = async (asked: Asked): Promise<Device> => {
  if (!isSecureContext) return { is: 'insecure' };
  if (!('serviceWorker' in navigator)) return { is: 'unsupported' };
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  const worker = registration?.active;
  if (worker == null) return { is: 'none' };
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => resolve({ is: 'none' }), answerMs[asked.is]);
    port1.onmessage = ({ data }: MessageEvent<KeptState>) => {
      clearTimeout(late);
      resolve({ is: 'keeping', state: data });
    };
    worker.postMessage(asked, [port2]);
  });
};
