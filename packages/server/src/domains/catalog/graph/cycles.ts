import type { Net } from './net.ts';

/**
 * Groups in which each needs every other, and nodes that need themselves: Tarjan's algorithm (SIAM J. Comput. 1, 1972),
 * with a stack of its own, because a chain of 250,000 would overflow that of the language. The largest first.
 */
export const cyclesOf = (net: Net): number[][] => {
  const size = net.size();
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onPath = new Uint8Array(size);
  const path: number[] = [];
  const groups: number[][] = [];
  let count = 0;

  const enter = (node: number): { node: number; others: number[]; at: number } => {
    order[node] = count;
    low[node] = count;
    count += 1;
    path.push(node);
    onPath[node] = 1;
    const others: number[] = [];
    net.each('out', node, (other) => others.push(other));
    return { node, others, at: 0 };
  };

  const lower = (node: number, to: number): void => {
    if (to < (low[node] ?? 0)) low[node] = to;
  };

  /** All that was entered since the node, which is the first of its group. */
  const takeGroup = (node: number, needsItself: boolean): void => {
    const group: number[] = [];
    for (let last = -1; last !== node; ) {
      last = path.pop() ?? node;
      onPath[last] = 0;
      group.push(last);
    }
    if (group.length > 1 || needsItself) groups.push(group);
  };

  for (let start = 0; start < size; start++) {
    if (order[start] !== -1) continue;
    const calls = [enter(start)];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const other = call.others[call.at];
      call.at += 1;
      if (other !== undefined) {
        if (order[other] === -1) calls.push(enter(other));
        else if (onPath[other] === 1) lower(call.node, order[other] ?? 0);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) lower(caller.node, low[call.node] ?? 0);
      if (low[call.node] === order[call.node]) takeGroup(call.node, call.others.includes(call.node));
    }
  }
  return groups.sort((a, b) => b.length - a.length);
};
