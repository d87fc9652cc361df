import type { Ref } from '../ref.ts';
import { at, fieldsOf, listAt, textOf, wordsAt } from '../unknown.ts';
import type { Seen } from './object.ts';
import { asksNothing, selects } from './selector.ts';
import type { Placed } from './workload.ts';

/** What network policies say of who may talk to whom. */
export type Policies = {
  /** Named one by one, so somebody knew that they talk. `among`: how many things the policy's words fit. */
  readonly named: readonly { from: Ref; to: Ref; policy: string; among: number }[];
  /** Nothing that `from` is, or may be, is let in. */
  readonly denies: (from: Ref, to: Ref) => boolean;
};

type Peers = { readonly is: 'anybody' } | { readonly is: 'these'; readonly refs: readonly Ref[] };

const anybody: Peers = { is: 'anybody' };
const theName = 'kubernetes.io/metadata.name';

/** Of one entry of `from` or `to`. Blocks of addresses, and namespaces by labels that are not known here, may be anybody. */
const peersOf = (peer: unknown, namespace: string, placed: readonly Placed[]): Peers => {
  const pods = at(peer, 'podSelector');
  const namespaces = at(peer, 'namespaceSelector');
  if (pods === undefined || asksNothing(pods)) return anybody;
  const elsewhere = wordsAt(namespaces, 'matchLabels')[theName];
  if (namespaces !== undefined && elsewhere === undefined) return anybody;
  const wanted = elsewhere ?? namespace;
  const refs = placed.filter(
    ({ workload }) => workload.seen.namespace === wanted && selects(pods, workload.podLabels),
  );
  return { is: 'these', refs: [...new Set(refs.map(({ ref }) => ref))] };
};

const rulePeers = (
  rule: unknown,
  side: 'from' | 'to',
  namespace: string,
  placed: readonly Placed[],
): Peers[] => {
  const peers = listAt(rule, side);
  return peers.length === 0 ? [anybody] : peers.map((peer) => peersOf(peer, namespace, placed));
};

const governs = (policy: Seen, direction: 'Ingress' | 'Egress'): boolean => {
  const types = listAt(policy.spec, 'policyTypes').map(textOf);
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || at(policy.spec, 'egress') !== undefined;
};

export const policiesOf = (policies: readonly Seen[], placed: readonly Placed[]): Policies => {
  const named: { from: Ref; to: Ref; policy: string; among: number }[] = [];
  const admitted = new Map<Ref, { all: boolean; refs: Set<Ref> }>();
  for (const policy of policies) {
    const pods = fieldsOf(at(policy.spec, 'podSelector'));
    const everyPod = asksNothing(pods);
    const subjects = new Set(
      placed.flatMap(({ workload, ref }) =>
        workload.seen.namespace === policy.namespace && selects(pods, workload.podLabels) ? [ref] : [],
      ),
    );
    const sides = [
      ['Ingress', 'ingress', 'from'],
      ['Egress', 'egress', 'to'],
    ] as const;
    for (const [direction, rules, side] of sides) {
      if (!governs(policy, direction)) continue;
      const peers = listAt(policy.spec, rules).flatMap((rule) =>
        rulePeers(rule, side, policy.namespace, placed),
      );
      for (const subject of subjects) {
        const gate = admitted.get(subject) ?? { all: false, refs: new Set<Ref>() };
        if (direction === 'Ingress') admitted.set(subject, gate);
        for (const peer of peers) {
          if (peer.is === 'anybody') {
            if (direction === 'Ingress') gate.all = true;
            continue;
          }
          if (direction === 'Ingress') for (const ref of peer.refs) gate.refs.add(ref);
          if (everyPod) continue;
          const among = peer.refs.length * subjects.size;
          for (const other of peer.refs)
            named.push({
              ...(direction === 'Ingress' ? { from: other, to: subject } : { from: subject, to: other }),
              policy: policy.name,
              among,
            });
        }
      }
    }
  }
  const denies = (from: Ref, to: Ref): boolean => {
    const gate = admitted.get(to);
    return gate !== undefined && !gate.all && !gate.refs.has(from);
  };
  return { named, denies };
};
