import { nightjar } from '../../nightjar.ts';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { Pasted } from '../Pasted.tsx';

/** How the looks at clusters go, live: a token that is refused is seen here. */
const Looks = () => {
  const { answer } = useAnswer(
    ['discovery', 'live'],
    (signal) => nightjar.catalog.discovery({ signal }),
    () => 5000,
  );
  const looks = shown(answer)?.sources.filter(({ by }) => by === 'kubernetes') ?? [];
  if (looks.length === 0) return <p className="muted">No cluster is watched yet.</p>;
  return (
    <ul>
      {looks.map(({ source, failure, reachedAt, triedAt, seen }) => (
        <li key={source} className={failure === null ? 'source-notice good' : 'source-notice bad'}>
          <b>{plain(source)}</b> {failure === null ? `is watched: ${seen ?? 0} things seen` : plain(failure)},{' '}
          <Age at={Date.parse(reachedAt ?? triedAt)} />
        </li>
      ))}
    </ul>
  );
};

/** Nobody sends here: Nightjar follows the cluster itself. */
export const KubernetesWay = () => (
  <ol className="set-up">
    <li>
      <h2>Let it read, Secrets excepted</h2>
      <Pasted text="kubectl apply -f docs/discovery/kubernetes.yaml" what="the command" />
    </li>
    <li>
      <h2>Start Nightjar with the cluster</h2>
      <Pasted text="NIGHTJAR_KUBERNETES=~/.kube/config npm start" what="the command" />
      <p className="muted">
        Within the cluster: <code>NIGHTJAR_KUBERNETES=in-cluster</code>.
      </p>
      <Looks />
    </li>
    <li>
      <h2>Change something</h2>
      <Pasted text="kubectl rollout restart deployment NAME" what="the command" />
    </li>
  </ol>
);
