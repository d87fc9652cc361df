import { stateOf } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Source } from '../../sources/source.ts';
import { setupDecider } from './decide.ts';
import { setupStream } from './events.ts';
import { filled, urlOf } from './filled.ts';
import { type House, ownerOf } from './house.ts';
import { allSources } from './known-source.ts';
import { type Arrived, arrivedOf, latestOf, nothingYet, refusedOf } from './queries.ts';
import { stateOf as standingOf } from './state.ts';
import type { RefusedCard, SecretCard, SourceCard, SourceList, SourcePage } from './wire.ts';

type Seen = {
  readonly arrived: ReadonlyMap<string, Arrived>;
  readonly refused: ReadonlyMap<string, readonly RefusedCard[]>;
  readonly ahead: ReadonlyMap<string, number>;
};

const seenBy = async ({ clock }: Kernel, { refused, clocks }: House, reader: Reader): Promise<Seen> => {
  // What this process has counted in the last second is not written yet.
  await refused.flush();
  const [arrived, refusals] = await Promise.all([arrivedOf(reader, clock.now()), refusedOf(reader)]);
  const ahead = new Map(clocks.all().map(({ source, aheadMs }) => [source, aheadMs]));
  return { arrived, refused: refusals, ahead };
};

const cardOf = (
  { clock }: Kernel,
  { vault, environment }: House,
  org: number,
  { name, setup }: Source,
  seen: Seen,
): SourceCard => {
  const { title, group, brings, proof } = setup;
  const arrived = seen.arrived.get(name) ?? nothingYet;
  const standing = standingOf({
    secrets: vault.held(org, ownerOf(name)),
    fromEnvironment: environment[name]?.length ?? 0,
    arrived,
    refused: seen.refused.get(name) ?? [],
    now: clock.now(),
  });
  return {
    name,
    title,
    group,
    brings,
    proof,
    ...standing,
    lastDelivery: arrived.lastAt?.toISOString() ?? null,
    day: arrived.day,
    unread: arrived.unread,
    clockAheadMs: seen.ahead.get(name) ?? 0,
  };
};

/** Every source, and how it stands. */
export const listOf = async (kernel: Kernel, house: House, reader: Reader): Promise<SourceList> => {
  const seen = await seenBy(kernel, house, reader);
  const { org } = reader.caller;
  const shut = house.vault.all().filter((it) => it.org === org && it.inForce && it.is !== 'open');
  return {
    sources: allSources(house, reader.caller).map((source) => cardOf(kernel, house, org, source, seen)),
    unopened: shut.length,
  };
};

/** The log says which secrets there are, the vault whether they can be opened. */
const secretsOf = async (
  { log }: Kernel,
  { vault }: House,
  org: number,
  source: string,
): Promise<SecretCard[]> => {
  const setUp = stateOf(setupDecider, await log.stream(org, setupStream(source)));
  if (setUp.is === 'disconnected') return [];
  const held = new Map(vault.held(org, ownerOf(source)).map((it) => [it.id, it]));
  return setUp.secrets.map(({ id, lastFour, given }) => {
    const it = held.get(id);
    return {
      id,
      lastFour,
      given,
      createdAt: it?.createdAt.toISOString() ?? null,
      createdBy: it?.createdBy ?? null,
      is: it?.is ?? 'lost',
    };
  });
};

/** All there is to know of one source, and how to set it up. `base`: where senders reach Nightjar. */
export const pageOf = async (
  kernel: Kernel,
  house: House,
  reader: Reader,
  source: Source,
  base: string,
): Promise<SourcePage> => {
  const { name, setup, paths = [] } = source;
  const { org } = reader.caller;
  const [seen, secrets, recent] = await Promise.all([
    seenBy(kernel, house, reader),
    secretsOf(kernel, house, org, name),
    latestOf(reader, name),
  ]);
  return {
    source: cardOf(kernel, house, org, source, seen),
    url: urlOf(base, name),
    otherUrls: paths.map((path) => base + path),
    ...filled(setup, { base, name }),
    docs: setup.docs,
    theirs: setup.theirs === true,
    secrets,
    fromEnvironment: house.environment[name]?.length ?? 0,
    recent,
    refused: [...(seen.refused.get(name) ?? [])],
    position: reader.position,
    stale: reader.stale,
  };
};
