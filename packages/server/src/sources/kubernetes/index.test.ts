import { readerContract } from '../testing/reader-contract.ts';
import { kubernetes } from './index.ts';
import { lookOf } from './look.ts';
import { type Seen, seenAfter } from './seen.ts';
import { autoscaler, configMap, deployment, rolling } from './testing/objects.ts';

const between = (kind: string, one: unknown, other: unknown) => {
  const seen = (object: unknown, before: Seen | null): Seen => {
    const look = lookOf(kind, object);
    if (look === null) throw new Error(kind);
    return seenAfter(before, look, false);
  };
  const before = seen(one, null);
  const after = seen(other, before);
  return {
    event: kind,
    body: JSON.parse(JSON.stringify({ cluster: 'eu-1', environment: 'production', before, after })),
  };
};

readerContract(kubernetes, [
  between('Deployment', deployment(), deployment({ generation: 2, image: 'x:2', status: rolling(2, 1) })),
  between('Deployment', deployment(), deployment({ generation: 2, replicas: 9 })),
  between('ConfigMap', configMap({ A: '1' }), configMap({ A: '2' })),
  between('HorizontalPodAutoscaler', autoscaler(1, 2), autoscaler(1, 3)),
]);
