import { nightjarItself } from '@nightjar/kernel/caller';
import { decide, stateOf } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Message, Page, Provider, Said } from '../../providers/provider.ts';
import { type Digest, digest as digestDecider, end, tell, telling } from './decide.ts';
import { type DigestTold, digestStream, tellingStream } from './events.ts';
import { pageOf } from './page.ts';
import { type NotificationParts, org, type Round } from './parts.ts';
import { type Tell, tellingOf, untoldAt } from './waiting.ts';

/** What became of a telling: whether anything was written in the place, for the first time or in place of what stood there. */
export type Outcome =
  /** `at`: when its vendor had taken it, by `performance.now()`; recording it takes its time. */
  { readonly is: 'told' | 'changed'; readonly at: number } | { readonly is: 'nothing' };

const nothing: Outcome = { is: 'nothing' };

type House = { readonly kernel: Kernel; readonly parts: NotificationParts; readonly provider: Provider };

const upon = (stream: string) => ({ caller: nightjarItself, stream });

const recordOne = (
  { kernel }: House,
  place: string,
  { diagnosis, round }: Pick<Page['diagnosis'], 'round'> & { readonly diagnosis: string },
  message: Message,
  digest: boolean,
) =>
  decide(
    kernel.log,
    telling,
    upon(tellingStream(place, diagnosis)),
    tell({ place, diagnosis }, round, message, digest),
  );

/** The digest first: who is killed before its members are recorded finds them in it. */
const recordDigest = async (
  house: House,
  place: string,
  message: Message,
  diagnoses: readonly string[],
  roundOf: (diagnosis: string) => number,
): Promise<void> => {
  const fact: DigestTold = { type: 'DigestTold', data: { place, diagnoses, message } };
  await decide<Digest, DigestTold>(
    house.kernel.log,
    digestDecider,
    upon(digestStream(place, message.id)),
    (before) => (before?.message.shows === message.shows ? [] : [fact]),
  );
  // Together: the log takes them in one go, and the place is held until all of them are there.
  await Promise.all(
    diagnoses.map((diagnosis) =>
      recordOne(house, place, { diagnosis, round: roundOf(diagnosis) }, message, true),
    ),
  );
};

const record = async (
  house: House,
  place: string,
  pages: readonly Page[],
  said: Said,
  written: 'told' | 'changed',
): Promise<Outcome> => {
  const at = performance.now();
  const [page] = pages;
  if (said.is === 'nothing' || page === undefined) return nothing;
  const { id, round } = page.diagnosis;
  if (said.is === 'ended') {
    await decide(
      house.kernel.log,
      telling,
      upon(tellingStream(place, id)),
      end({ place, diagnosis: id }, said.why),
    );
    return nothing;
  }
  const rounds = new Map(pages.map(({ diagnosis }) => [diagnosis.id, diagnosis.round]));
  if (said.digest === null) await recordOne(house, place, { diagnosis: id, round }, said.message, false);
  else await recordDigest(house, place, said.message, said.digest, (it) => rounds.get(it) ?? 1);
  return { is: written, at };
};

const pagesOf = async (
  { kernel, parts }: House,
  tells: readonly Round[],
  signal: AbortSignal,
): Promise<Page[]> => {
  const pages = await Promise.all(tells.map((tell) => pageOf(kernel, parts, tell, signal)));
  return pages.filter((page) => page !== null);
};

/** The message that tells of many is written anew with what is known of each of them now. */
const retellDigest = async (
  house: House,
  { place, diagnosis, round }: Tell,
  id: string,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { kernel, provider } = house;
  const stream = digestStream(place, id);
  const stood = stateOf<Digest, DigestTold>(digestDecider, await kernel.log.stream(org, stream));
  if (stood === null || provider.digest === undefined) return nothing;
  const tells = stood.diagnoses.map((it) => ({ diagnosis: it, round: it === diagnosis ? round : 1 }));
  const pages = await pagesOf(house, tells, signal);
  const said = await provider.digest(place, pages, stood.message, signal);
  if (said.is !== 'told') {
    // The digest is gone for whoever it was to be changed for.
    const own = pages.filter((page) => page.diagnosis.id === diagnosis);
    return record(house, place, own, said, 'changed');
  }
  const at = performance.now();
  const fact: DigestTold = {
    type: 'DigestTold',
    data: { place, diagnoses: stood.diagnoses, message: said.message },
  };
  await decide<Digest, DigestTold>(kernel.log, digestDecider, upon(stream), () => [fact]);
  return { is: 'changed', at };
};

/** Says of a page in a place what is known of it now, in the message that is there already or in the first. */
export const tellOnce = async (house: House, it: Tell, page: Page, signal: AbortSignal): Promise<Outcome> => {
  const { kernel, provider } = house;
  const { place, diagnosis } = it;
  const stood = await tellingOf(kernel, place, diagnosis);
  if (stood.is === 'over') return nothing;
  if (stood.is === 'told' && stood.digest) return retellDigest(house, it, stood.message.id, signal);
  if (stood.is === 'told')
    return record(house, place, [page], await provider.tell(place, page, stood.message, signal), 'changed');
  const pace = { now: kernel.clock.now().getTime(), paceMs: provider.paceMs };
  const others = provider.digest === undefined ? [] : await untoldAt(kernel, place, diagnosis, pace);
  if (others.length === 0 || provider.digest === undefined)
    return record(house, place, [page], await provider.tell(place, page, null, signal), 'told');
  const pages = [page, ...(await pagesOf(house, others, signal))];
  return record(house, place, pages, await provider.digest(place, pages, null, signal), 'told');
};
