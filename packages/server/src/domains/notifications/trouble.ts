import { nightjarItself } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Kernel } from '@nightjar/kernel/kernel';
import { tellOnce } from '../../change/tell.ts';
import { masked } from '../../discovery/masked.ts';
import type { Provider, Trouble } from '../../providers/provider.ts';
import { place as placeDecider, recover, trouble } from './decide.ts';
import { type PlaceFact, placeStream } from './events.ts';
import { org, titleOf } from './parts.ts';
import { lineOf } from './trouble-line.ts';

export const announceTopic = 'notifications.announce';

/** Our own word for a vendor that does not answer. */
export const unreachable = 'unreachable';

/** Records, once for as long as it lasts, what keeps places from being told; the feed tells of it. */
export const noteTrouble = async (
  kernel: Pick<Kernel, 'log'>,
  provider: Provider,
  places: readonly string[],
  { code, says }: Trouble,
): Promise<void> => {
  const told = { code: code.slice(0, 60), says: masked(says, provider.secrets, 300) };
  for (const it of places)
    await decide(
      kernel.log,
      placeDecider,
      {
        caller: nightjarItself,
        stream: placeStream(it),
        tasks: [{ topic: announceTopic, org, payload: { place: it } }],
      },
      trouble({ place: it, title: titleOf(provider, it) }, told),
    );
};

/** It has just been told something. */
export const noteWell = async (
  kernel: Pick<Kernel, 'log'>,
  provider: Provider,
  it: string,
): Promise<void> => {
  await decide(
    kernel.log,
    placeDecider,
    {
      caller: nightjarItself,
      stream: placeStream(it),
      tasks: [{ topic: announceTopic, org, payload: { place: it } }],
    },
    recover({ place: it, title: titleOf(provider, it) }),
  );
};

/** Tells the feed how a place has come to stand. */
export const announce = async (kernel: Pick<Kernel, 'log'>, it: string): Promise<void> => {
  const facts = (await kernel.log.stream(org, placeStream(it))) as unknown as Recorded<PlaceFact>[];
  const last = facts.at(-1);
  if (last !== undefined) await tellOnce(kernel.log, org, lineOf(last), announceTopic);
};
