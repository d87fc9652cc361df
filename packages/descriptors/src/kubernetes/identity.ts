import { entityOfAnnotations } from '../annotate/says-of-annotations.ts';
import { type Engine, engineOf } from '../evidence/engine.ts';
import { imageOf } from '../evidence/image.ts';
import { partsOf, refOf } from '../ref.ts';
import { imageIn, mountsOf, type Placed, portsOf, type Workload } from './workload.ts';

/** Which engine a workload runs, if it is one that keeps the data of others. */
export const engineIn = (workload: Workload): (Engine & { confidence: number }) | null =>
  engineOf({
    image: imageOf(imageIn(workload.main), workload.seen.name).name,
    ports: portsOf(workload),
    mounts: mountsOf(workload),
    stateful: workload.seen.kind === 'StatefulSet',
  });

const nameLabels = ['app.kubernetes.io/name', 'app', 'k8s-app'];

const labelled = ({ labels, seen }: Workload): string =>
  nameLabels.map((name) => labels[name]).find((value) => value !== undefined && value !== '') ?? seen.name;

/** What tells two roll-outs of the same thing apart. */
const ofRollout = new Set(['version', 'track', 'color', 'colour', 'slot', 'pod-template-hash', 'release']);

const withoutRollout = ({ podLabels }: Workload): string =>
  JSON.stringify(
    Object.entries(podLabels)
      .filter(([key]) => !ofRollout.has(key) && key !== 'app.kubernetes.io/version')
      .sort(),
  );

/**
 * What a workload is called. Its labels know best what a stable and a canary roll-out have in common; but a label that
 * stands on workloads which differ otherwise (`app: shop` on web and worker) names the whole of which they are parts, and
 * on a database it names the software (`app.kubernetes.io/name: postgresql`): then the workload's own name is taken.
 */
export const placedOf = (workloads: readonly Workload[]): Placed[] => {
  const sharing = Map.groupBy(workloads, (one) => `${one.seen.namespace}/${labelled(one)}`);
  return workloads.map((workload) => {
    const said = entityOfAnnotations(workload.annotations, workload.labels);
    if (said !== undefined) return { workload, ref: said, name: partsOf(said).name };
    const others = sharing.get(`${workload.seen.namespace}/${labelled(workload)}`) ?? [];
    const isOne = new Set(others.map(withoutRollout)).size === 1;
    const engine = engineIn(workload);
    const name = engine === null && isOne ? labelled(workload) : workload.seen.name;
    return { workload, ref: refOf(engine === null ? 'service' : 'resource', name), name };
  });
};
