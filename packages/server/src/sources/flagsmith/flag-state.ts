import { createHash } from 'node:crypto';
import { canonical } from '../../change/identity.ts';
import { field, idAt, listAt, textAt } from '../json.ts';

/** A flag in an environment, as `new_state` and `previous_state` write it; environments and projects are ids in older versions. */
export type FlagState = {
  readonly flag: string;
  readonly flagId: string | null;
  readonly environment: string | null;
  readonly environmentId: string | null;
  readonly project: string | null;
  readonly projectId: string | null;
  readonly enabled: boolean | null;
  readonly value: string | null;
  /** How users are divided among values, as one text. */
  readonly split: string;
  /** For whom, where it is not for all: a segment by its name; an identity is not named, for it is mostly a customer. */
  readonly override: {
    readonly of: 'segment' | 'identity';
    readonly label: string;
    readonly id: string;
  } | null;
};

const overrideOf = (state: unknown): FlagState['override'] => {
  const segment = field(state, 'feature_segment');
  if (segment !== null && segment !== undefined) {
    const name = textAt(segment, 'segment', 'name');
    const id =
      idAt(segment, 'segment', 'id') ?? idAt(segment, 'segment') ?? idAt(state, 'feature_segment') ?? '';
    return { of: 'segment', label: name === null ? 'a segment' : `segment ${name}`, id };
  }
  const identity = textAt(state, 'identity_identifier') ?? idAt(state, 'identity');
  if (identity === null) return null;
  const id = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  return { of: 'identity', label: 'one identity', id };
};

const textOfValue = (state: unknown): string | null => {
  const value = field(state, 'feature_state_value');
  return typeof value === 'boolean' ? String(value) : idAt(state, 'feature_state_value');
};

export const flagStateIn = (state: unknown): FlagState | null => {
  const flag = textAt(state, 'feature', 'name');
  if (flag === null) return null;
  const enabled = field(state, 'enabled');
  return {
    flag,
    flagId: idAt(state, 'feature', 'id'),
    environment: textAt(state, 'environment', 'name'),
    environmentId: idAt(state, 'environment', 'id') ?? idAt(state, 'environment'),
    project: textAt(state, 'feature', 'project', 'name'),
    projectId: idAt(state, 'feature', 'project', 'id') ?? idAt(state, 'feature', 'project'),
    enabled: typeof enabled === 'boolean' ? enabled : null,
    value: textOfValue(state),
    split: canonical(listAt(state, 'multivariate_feature_state_values')),
    override: overrideOf(state),
  };
};
