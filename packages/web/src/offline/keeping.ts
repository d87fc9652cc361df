import { nightjar } from '../nightjar.ts';
import { atLeisure, whenStill } from '../ui/hands.ts';
import { reachNow, whenBack } from './reached.ts';
import { noteUpdate } from './update.ts';
import { askWorker } from './worker-line.ts';

/** The catalog changes slowly, and all browsers of a company ask for it. */
const everyMs = 15 * 60_000;
/** A browser looks for a new worker when a page is opened; a wall screen is opened once. */
const lookMs = 60 * 60_000;

const keepCatalog = async (): Promise<void> => {
  if (document.hidden || reachNow().is === 'away') return;
  const { caller } = await nightjar.whoami();
  if (caller?.rights.includes('read')) await askWorker({ is: 'keep', me: caller.name });
};
/** Neither it nor the worker is fetched beside somebody who is at work. */
const quietly = (): void => void whenStill(() => void keepCatalog().catch(() => {}), atLeisure);

/** Has the browser keep these pages and what they show, where it can: only over HTTPS, and on this very machine. */
export const beginKeeping = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  // The first worker that takes over is no update.
  let had = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (had) noteUpdate();
    had = true;
    quietly();
  });
  await new Promise<void>((resolve) => whenStill(resolve, atLeisure));
  const registration = await workers.register('/sw.js', { updateViaCache: 'none' });
  if (workers.controller !== null) quietly();
  setInterval(quietly, everyMs);
  const look = (): void => void registration.update().catch(() => {});
  setInterval(look, lookMs);
  // Away and back again is how an update looks from here.
  whenBack(look);
};
