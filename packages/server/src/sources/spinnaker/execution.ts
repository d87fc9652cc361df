import type { Actor } from '../../change/observation.ts';
import { field, idAt, listAt, textAt } from '../json.ts';

/** `joey@example.com` → joey: Spinnaker knows people by the address they sign in with. */
const personIn = (text: string | null): string | null => text?.split('@', 1)[0] || null;

const nobody = /^(anonymous|\[anonymous\]|n\/a|spinnaker)$/i;

/** Who let it pass: the last manual judgement that was answered before. */
const approverOf = (execution: unknown): string | null =>
  personIn(
    listAt(execution, 'stages')
      .filter(
        (stage) =>
          textAt(stage, 'type') === 'manualJudgment' &&
          textAt(stage, 'context', 'judgmentStatus')?.toLowerCase() === 'continue',
      )
      .map((stage) => textAt(stage, 'lastModified', 'user') ?? textAt(stage, 'context', 'lastModifiedBy'))
      .filter((user) => user !== null)
      .at(-1) ?? null,
  );

/** Who or what began it, and for whom. A trigger that is no person acts for who let it pass, if anybody did. */
const actorOf = (execution: unknown): Partial<Actor> => {
  const trigger = field(execution, 'trigger');
  const type = textAt(trigger, 'type')?.toLowerCase() ?? 'manual';
  const user = personIn(textAt(trigger, 'user') ?? textAt(execution, 'authentication', 'user'));
  const named = user !== null && !nobody.test(user) ? user : null;
  if (type === 'manual' && named !== null) return { name: named };
  return {
    name: type === 'manual' ? 'spinnaker' : `spinnaker (${type})`,
    kind: 'automation',
    onBehalfOf: approverOf(execution) ?? named,
  };
};

/** `registry/acme/pricing:v812` → v812; a digest is cut as commits are. */
export const versionOfImage = (image: string | null): string | null => {
  const digest = /@sha256:([0-9a-f]{12})/i.exec(image ?? '')?.[1];
  return digest ?? /:([A-Za-z0-9_][\w.-]{0,127})$/.exec(image ?? '')?.[1] ?? null;
};

/** What is deployed, as the trigger says: a tag, an image, a build. */
const versionOf = (execution: unknown): string | null => {
  const trigger = field(execution, 'trigger');
  const image = listAt(trigger, 'artifacts').find((it) => textAt(it, 'type') === 'docker/image');
  const build = idAt(trigger, 'buildInfo', 'number');
  return (
    textAt(trigger, 'tag') ??
    textAt(image, 'version') ??
    versionOfImage(textAt(image, 'reference')) ??
    (build === null ? null : `#${build}`)
  );
};

/** What every event of an execution says of it, or null where it names none. */
export const executionOf = (event: unknown) => {
  const execution = field(event, 'content', 'execution');
  const id = textAt(event, 'content', 'executionId') ?? textAt(execution, 'id');
  const application = textAt(execution, 'application') ?? textAt(event, 'details', 'application');
  if (id === null || application === null) return null;
  const approvedBy = approverOf(execution);
  return {
    id,
    application,
    pipeline: textAt(execution, 'name'),
    status: textAt(execution, 'status'),
    isCancelled: field(execution, 'canceled') === true || field(event, 'content', 'canceled') === true,
    stages: listAt(execution, 'stages'),
    startTime: field(execution, 'startTime'),
    endTime: field(execution, 'endTime'),
    actor: actorOf(execution),
    version: versionOf(execution),
    extra: {
      execution: id,
      pipeline: textAt(execution, 'name'),
      trigger: textAt(execution, 'trigger', 'type'),
      ...(approvedBy === null ? {} : { approvedBy }),
    },
  };
};

export type Execution = NonNullable<ReturnType<typeof executionOf>>;
