import type { Kernel } from '@nightjar/kernel/kernel';
import { masked } from '../../discovery/masked.ts';
import { type Provider, type Tested, Unsaid } from '../../providers/provider.ts';
import { shares } from '../../sources/share.ts';
import { type NotificationParts, providerOf, titleOf } from './parts.ts';
import { refuse } from './refusals.ts';
import { noteTrouble, noteWell, unreachable } from './trouble.ts';
import type { NewPlaceTest, PlaceTest } from './wire.ts';

/** Less than whoever asks waits for. */
const patienceMs = 12_000;

/** Of one place: one in two seconds, so that a test leaves room for pages. */
const share = { perSecond: 0.5, burst: 1 } as const;

type Answer = Pick<PlaceTest, 'outcome' | 'code' | 'says'>;
type Tried = Tested | Unsaid;

const answerOf = ({ message, because }: Unsaid): Answer => {
  switch (because.is) {
    case 'refused':
      return { outcome: 'refused', code: because.trouble.code, says: because.trouble.says };
    case 'limited':
    case 'early':
      return {
        outcome: 'limited',
        code: 'limited',
        says: `Its rate limit is reached: test it again in ${Math.ceil(because.afterMs / 1000)} s.`,
      };
    case 'trouble':
      return { outcome: 'unreachable', code: unreachable, says: `${message}.` };
  }
};

const tried = async (provider: Provider, { place, incident }: NewPlaceTest): Promise<Tried> => {
  try {
    return await provider.test(place, AbortSignal.timeout(patienceMs), incident ?? null);
  } catch (error) {
    if (error instanceof Unsaid) return error;
    if (error instanceof DOMException) return new Unsaid(`${provider.title} does not answer`);
    throw error;
  }
};

/** Says something in a place, and answers what its vendor said to it. How the place stands is known anew by it. */
export const placeTests = (kernel: Kernel, parts: NotificationParts) => {
  const waitOf = shares(share);
  return async (asked: NewPlaceTest): Promise<PlaceTest> => {
    const { place } = asked;
    const provider = providerOf(parts.providers, place);
    if (provider === null)
      throw refuse('notifications.unknown-place', { detail: `No place is called ${JSON.stringify(place)}.` });
    const seconds = waitOf(place, kernel.clock.now().getTime());
    if (seconds > 0) throw refuse('notifications.too-soon', { retryAfterSeconds: seconds });
    const about = { place, title: titleOf(provider, place) };
    const it = await tried(provider, asked);
    if (!(it instanceof Unsaid)) {
      // What only asked who it is has not shown that people can be told.
      if (it.wrote) await noteWell(kernel, provider, place);
      return { ...about, outcome: 'ok', code: 'ok', says: it.says };
    }
    const { because } = it;
    // That an incident is another's says nothing of the place.
    if (because.is === 'refused' && asked.incident === undefined)
      await noteTrouble(
        kernel,
        provider,
        because.all ? provider.places.map(({ id }) => id) : [place],
        because.trouble,
      );
    const answer = answerOf(it);
    return { ...about, ...answer, says: masked(answer.says, provider.secrets, 300) };
  };
};
