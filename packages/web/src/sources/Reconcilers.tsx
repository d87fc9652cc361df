import type { Reconciler } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { Age } from '../ui/Age.tsx';
import { useNow } from '../ui/now.ts';
import { plain } from '../ui/plain.ts';
import { wholeTime } from '../ui/time.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { reconcilerWords } from './words.ts';

const At = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={wholeTime(Date.parse(at))}>
    <Age at={Date.parse(at)} />
  </time>
);

const Row = ({ reconciler }: { readonly reconciler: Reconciler }) => {
  const { origin, name, source, state, why, since, reachedAt, nextAt } = reconciler;
  const now = useNow();
  // `github acme hooks` is asked at the same place as `github acme`.
  const what = name.endsWith(' hooks') ? `${origin}, its webhooks` : origin;
  return (
    <li className={`reconciler is-${state}`}>
      <span className={`source-state is-${state}`}>
        <i aria-hidden="true" />
        {state}
      </span>
      <code>{plain(what === '' ? source : what)}</code>
      <p>
        {reconcilerWords[state]}
        {why !== null && <>: {plain(why)}</>}.
      </p>
      <p className="muted">
        {since !== null && (
          <span>
            so for <At at={since} />
          </span>
        )}
        {reachedAt !== null && (
          <span>
            last answer <At at={reachedAt} />
          </span>
        )}
        {nextAt !== null && <span>next look {Date.parse(nextAt) <= now ? 'now' : <At at={nextAt} />}</span>}
      </p>
    </li>
  );
};

/** Where the sender itself is asked for what its webhooks may have lost: how that goes. Nothing where it is not asked. */
export const Reconcilers = ({ source }: { readonly source: string }) => {
  const { answer } = useAnswer(['reconcilers'], (signal) => nightjar.sources.reconcilers({ signal }));
  const ours = shown(answer)?.reconcilers.filter((it) => it.source === source) ?? [];
  if (ours.length === 0) return null;
  return (
    <section className="source-part" aria-labelledby="reconcilers">
      <h2 id="reconcilers">Asked for what webhooks lose</h2>
      <ul className="reconcilers">
        {ours.map((reconciler) => (
          <Row key={reconciler.name} reconciler={reconciler} />
        ))}
      </ul>
    </section>
  );
};
