import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { useNow } from '../ui/now.ts';
import { since } from './since.ts';
import type { Asked, KeptState } from './words-between.ts';
import { askWorker, type Device, type Without } from './worker-line.ts';

const why: Readonly<Record<Without, string>> = {
  insecure:
    'This browser keeps nothing: it does so only for pages that come over HTTPS, or from this very machine. Put TLS before Nightjar, and it will.',
  unsupported: 'This browser keeps nothing: it cannot, or is not allowed to, as in a private window.',
  none: 'Nothing is kept: this browser is not ready yet, forbids it, or this server has it switched off.',
};

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const catalogIn = ({ catalog }: KeptState, now: number): string => {
  if (catalog === null) return 'not yet';
  const { services, whole, at, bytes } = catalog;
  const count = `${services.toLocaleString('en')} ${services === 1 ? 'service' : 'services'}`;
  const most = whole ? '' : ', yours and the most critical of more';
  return `${count}${most}; from ${since(at, now)}; ${size(bytes)}`;
};

const What = ({ state }: { readonly state: KeptState }) => {
  const now = useNow();
  const { answers, bytes, catalog, newest, hidden, full, version } = state;
  const others = bytes - (catalog?.bytes ?? 0);
  return (
    <>
      <dl>
        <dt>Catalog</dt>
        <dd>{catalogIn(state, now)}</dd>
        <dt>Pages, feeds and alerts you looked at</dt>
        <dd>
          {answers === 0 || newest === null
            ? 'none yet'
            : `${answers}, the last from ${since(newest, now)}; ${size(others)}`}
        </dd>
        <dt>These pages</dt>
        <dd>
          build <code>{version}</code>
        </dd>
      </dl>
      {hidden && <p>It is shown to nobody until you sign in.</p>}
      {full && (
        <p className="refused" role="alert">
          This browser has no room for more. Free some on this device, then keep again.
        </p>
      )}
    </>
  );
};

/** What this device keeps for when Nightjar cannot be reached, and the say over it. */
export const KeptHere = () => {
  const [device, setDevice] = useState<Device | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (asked: Asked): Promise<void> => {
    setBusy(true);
    setDevice(await askWorker(asked));
    setBusy(false);
  };
  const keepNow = async (): Promise<void> => {
    const who = await nightjar.whoami().catch(() => null);
    await ask({ is: 'keep', me: who?.caller?.name ?? null });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked once, when a worker takes over, and by the buttons.
  useEffect(() => {
    const look = (): void => void ask({ is: 'state' });
    look();
    if (!('serviceWorker' in navigator)) return;
    const workers = navigator.serviceWorker;
    workers.addEventListener('controllerchange', look);
    return () => workers.removeEventListener('controllerchange', look);
  }, []);
  return (
    <section className="kept-device" aria-labelledby="kept-device" aria-busy={busy}>
      <h2 id="kept-device">When Nightjar cannot be reached</h2>
      {device === null && <p>…</p>}
      {device !== null && device.is !== 'keeping' && <p>{why[device.is]}</p>}
      {device?.is === 'keeping' && (
        <>
          <p>
            This device then shows what it keeps: at most 5,000 services (those of your teams first, then by
            tier) with owners, contacts, links and runbooks, what fired last, and up to 400 pages, feeds and
            alerts you looked at; 20 MB in all, nothing older than 14 days. It is yours alone: it is erased
            when you sign out, and when somebody else signs in.
          </p>
          <What state={device.state} />
          <div className="kept-do">
            <button type="button" className="button" disabled={busy} onClick={() => void keepNow()}>
              {busy ? 'One moment…' : 'Keep now'}
            </button>
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => void ask({ is: 'forget' })}
            >
              Forget all
            </button>
          </div>
        </>
      )}
    </section>
  );
};
