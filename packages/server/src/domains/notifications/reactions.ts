import { type Caller, nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import type { Pressed } from '../../providers/provider.ts';
import { figuresAt } from './figures.ts';
import { diagnosisOnce } from './page.ts';
import { diagnosisTopic, type NotificationParts, org, providerOf, type Round } from './parts.ts';
import { tellTopicOf } from './tell-task.ts';
import { announce, announceTopic } from './trouble.ts';
import { type Tell, tellTask } from './waiting.ts';

export const pressedTopic = 'notifications.pressed';

const everywhere = (
  { clock, tasks }: Pick<Kernel, 'clock' | 'tasks'>,
  parts: NotificationParts,
  it: Round & Pick<Tell, 'anew'>,
  why: string,
) => {
  const since = clock.now().getTime();
  return tasks.enqueue(
    parts.providers.flatMap(({ places }) =>
      places.map(({ id }) => tellTask({ place: id, since, ...it }, why)),
    ),
  );
};

const vendorOf = ({ place }: Pick<Pressed, 'place'>): string => place.split(' ', 1)[0] ?? place;

/** A person of the vendor's: known to whoever keeps their workspace, and not to us. */
const callerOf = ({ user, name, place }: Pressed): Caller => ({
  org,
  subject: `${vendorOf({ place })}:${user}`,
  ...(name === null ? {} : { name }),
  rights: new Set(['read', 'ingest']),
});

/** What somebody has said did it. */
const confirmedBy = async (
  kernel: Kernel,
  parts: NotificationParts,
  id: string,
  { subject }: Caller,
): Promise<(string | null)[]> => {
  const judgements = (await parts.diagnosis(kernel, nightjarItself, id))?.judgements ?? [];
  return judgements
    .filter(({ by, judgement }) => by === subject && judgement === 'confirmed')
    .map(({ change }) => change);
};

const judge = async (kernel: Kernel, parts: NotificationParts, pressed: Pressed, signal: AbortSignal) => {
  const { diagnosis: id, change, place, press } = pressed;
  const caller = callerOf(pressed);
  const from = vendorOf(pressed);
  try {
    await parts.judge(kernel, caller, id, { change, judgement: 'confirmed', from });
    // A press is one word of many that exclude one another: whoever thinks otherwise now has taken back the word before.
    for (const before of await confirmedBy(kernel, parts, id, caller))
      if (before !== change)
        await parts.judge(kernel, caller, id, { change: before, judgement: 'withdrawn', from });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await providerOf(parts.providers, place)?.whisper?.(pressed, `${error.message} ${error.entry.next}`);
    return;
  }
  const shown = await diagnosisOnce(
    kernel,
    parts,
    id,
    ({ judgements }) => {
      const own = judgements.filter((it) => it.by === caller.subject && it.judgement === 'confirmed');
      return own.length === 1 && own[0]?.change === change;
    },
    signal,
  );
  if (shown !== null)
    await everywhere(kernel, parts, { diagnosis: id, round: shown.round, anew: true }, press);
};

/** What we do when a diagnosis was made, and when people answer to it. */
export const topicsFor =
  (parts: NotificationParts) =>
  (kernel: Kernel): Topic[] => [
    {
      name: diagnosisTopic,
      run: async ({ org: of, payload }: RunningTask<Round>) => {
        // Others have no places yet: looked for as ours, each of their pages would hold up ours for minutes, and never be found.
        if (of === org) await everywhere(kernel, parts, payload, `round ${payload.round}`);
      },
    },
    tellTopicOf(kernel, parts, figuresAt(kernel.metrics)),
    {
      name: pressedTopic,
      run: ({ payload, signal }: RunningTask<Pressed>) => judge(kernel, parts, payload, signal),
    },
    {
      name: announceTopic,
      run: ({ payload: { place } }: RunningTask<{ readonly place: string }>) => announce(kernel, place),
    },
  ];
