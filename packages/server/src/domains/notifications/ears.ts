import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Ears, Provider } from '../../providers/provider.ts';
import { type NotificationParts, org } from './parts.ts';
import { pressedTopic } from './reactions.ts';
import { noteTrouble, noteWell } from './trouble.ts';

const lookBackMs = 30 * 24 * 3_600_000;
const mostLately = 5;

/** What becomes of what people say to a provider. */
export const earsOf = (kernel: Kernel, parts: NotificationParts, provider: Provider): Ears => ({
  pressed: async (pressed) => {
    await kernel.tasks.enqueue([
      {
        topic: pressedTopic,
        org,
        payload: pressed,
        unique: pressed.press,
        exclusive: `pressed ${pressed.diagnosis}`,
        maxAttempts: 20,
      },
    ]);
  },
  lately: async (service, environment) => {
    const until = kernel.clock.now().getTime();
    const { changes } = await parts.changes(kernel, nightjarItself, {
      services: [service],
      environment,
      from: until - lookBackMs,
      until,
      now: until,
      most: mostLately,
    });
    return [...changes].sort((a, b) => b.at - a.at);
  },
  troubled: (trouble) =>
    noteTrouble(
      kernel,
      provider,
      provider.places.map(({ id }) => id),
      trouble,
    ),
  connected: async (trouble) => {
    const { ear } = provider;
    if (ear === undefined) return;
    await (trouble === null
      ? noteWell(kernel, provider, ear.id)
      : noteTrouble(kernel, provider, [ear.id], trouble));
  },
  now: kernel.clock.now,
  log: kernel.logger,
});
