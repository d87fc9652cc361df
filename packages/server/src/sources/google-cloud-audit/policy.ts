import { field, listAt, personIn, textAt } from '../json.ts';

/** What a change of an IAM policy gave and took: `ADD roles/run.invoker for allUsers`. Null where the entry does not tell. */
export const policySummary = (entry: unknown): string | null => {
  const deltas = [
    ...listAt(entry, 'protoPayload', 'serviceData', 'policyDelta', 'bindingDeltas'),
    ...listAt(field(entry, 'protoPayload', 'metadata'), 'policyDelta', 'bindingDeltas'),
  ];
  const lines = deltas.slice(0, 20).map((it) => {
    const [action, role, member] = [textAt(it, 'action'), textAt(it, 'role'), personIn(textAt(it, 'member'))];
    return `${action ?? 'CHANGE'} ${role ?? 'a role'} for ${member ?? 'somebody'}`;
  });
  return lines.length === 0 ? null : lines.join('\n');
};
