import { instant } from '../../change/instant.ts';
import { field, headline, personIn, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { type FlagState, flagStateIn } from './flag-state.ts';

/** What was done, by what the flag was and is; null where both are the same. */
const doneTo = (after: FlagState, before: FlagState | null): string | null => {
  if (before === null) return after.enabled === false ? 'Turn off' : 'Turn on';
  if (after.enabled !== before.enabled) return after.enabled === false ? 'Turn off' : 'Turn on';
  if (after.value !== before.value) return 'Change the value of';
  return after.split === before.split ? null : 'Change the split of';
};

const change = (body: unknown, state: FlagState, verb: string, summary: string | null): Reading => {
  const { flag, environment, override, project } = state;
  const by = personIn(textAt(body, 'data', 'changed_by'));
  const said = field(body, 'data', 'timestamp');
  const at = instant(said);
  return {
    is: 'changes',
    changes: [
      {
        key: [
          state.projectId,
          state.environmentId,
          state.flagId ?? flag,
          override === null ? '' : `${override.of}:${override.id}`,
          typeof said === 'string' ? said.slice(0, 40) : '',
        ].join('/'),
        kind: 'flag',
        phase: 'finished',
        ...(at === null ? {} : { at }),
        title: [
          `${verb} flag ${flag}`,
          override === null ? '' : ` for ${override.label}`,
          environment === null ? '' : ` in ${environment}`,
        ].join(''),
        services: project === null ? [] : [project],
        hints:
          project === null
            ? []
            : [
                { join: 'flagsmith', value: `${project}/${flag}` },
                { join: 'flagsmith', value: project },
              ],
        environment,
        actor: by === null ? null : { name: by },
        summary,
        tags: { flag, ...(project === null ? {} : { project }) },
        extra: { enabled: state.enabled },
      },
    ],
  };
};

export const flagUpdated = (body: unknown): Reading => {
  const after = flagStateIn(field(body, 'data', 'new_state'));
  const before = flagStateIn(field(body, 'data', 'previous_state'));
  if (after === null) return { is: 'unread', why: 'The event names no flag (new_state.feature).' };
  const verb = doneTo(after, before);
  if (verb === null) {
    return { is: 'ignored', why: 'The flag is as it was: on or off, its value and its split.' };
  }
  const values = before !== null && after.value !== before.value ? [before.value, after.value] : [];
  const summary = values.map((value) => headline(value, 200) ?? '(nothing)').join(' → ') || null;
  return change(body, after, verb, summary);
};

export const flagDeleted = (body: unknown): Reading => {
  const gone =
    flagStateIn(field(body, 'data', 'previous_state')) ?? flagStateIn(field(body, 'data', 'new_state'));
  if (gone === null) return { is: 'unread', why: 'The event names no flag (previous_state.feature).' };
  return change(body, gone, 'Delete', null);
};
