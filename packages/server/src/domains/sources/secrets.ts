import { randomBytes } from 'node:crypto';
import type { Caller } from '@nightjar/kernel/caller';
import { type Decided, decide } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import { disconnect, makeSecret, retireSecret, type SetUp, setupDecider } from './decide.ts';
import { type SetupFact, setupStream } from './events.ts';
import { type House, ownerOf } from './house.ts';
import { type Announce, announceTopic } from './reactions.ts';
import { refuse } from './refusals.ts';
import type { MadeSecret } from './wire.ts';

/** Of a short secret the last characters would tell too much. */
const lastFourOf = (value: string): string => (value.length >= 16 ? value.slice(-4) : '');

const announced = ({ org, subject, name }: Caller, source: string): NewTask => {
  const payload: Announce = { source, by: name === undefined ? { subject } : { subject, name } };
  return { topic: announceTopic, org, payload };
};

const decided = (
  { log }: Pick<Kernel, 'log'>,
  caller: Caller,
  source: string,
  command: (setUp: SetUp) => readonly SetupFact[],
): Promise<Decided<SetUp, SetupFact>> =>
  decide(
    log,
    setupDecider,
    { caller, stream: setupStream(source), tasks: [announced(caller, source)] },
    command,
  );

/** Rows of the source of which the log says no more. */
const forgetRest = async ({ vault }: House, org: number, source: string, setUp: SetUp): Promise<void> => {
  const standing = setUp.is === 'connected' ? setUp.secrets.map(({ id }) => id) : [];
  const gone = vault.held(org, ownerOf(source)).filter(({ id }) => !standing.includes(id));
  await vault.forget(
    org,
    gone.map(({ id }) => id),
  );
};

/** The sender's own secret, where one was given, or a refusal of what cannot be one. */
export const wellFormed = (given: string | undefined): string | undefined => {
  if (given !== undefined && !/^\S{8,500}$/.test(given))
    throw refuse('source.secret-form', { pointer: '/secret' });
  return given;
};

/**
 * Makes a secret, or takes the sender's own. It is sealed, then told of in the log, then in force: an end at any place between
 * leaves one that is not in force and that nobody has seen.
 */
export const addSecret = async (
  kernel: Kernel,
  house: House,
  caller: Caller,
  source: string,
  given: string | undefined,
): Promise<MadeSecret> => {
  const value = given ?? randomBytes(32).toString('base64url');
  const id = `sec_${randomBytes(9).toString('base64url')}`;
  const lastFour = lastFourOf(value);
  const { org, subject: createdBy } = caller;
  await house.vault.keep({ id, org, owner: ownerOf(source), name: lastFour, value, createdBy });
  try {
    const command = makeSecret(source, { id, lastFour, given: given !== undefined });
    const { position, facts } = await decided(kernel, caller, source, command);
    await house.vault.enforce(org, id);
    if (facts[0]?.type === 'SourceConnected') await house.refused.forget(org, source);
    return { id, secret: given === undefined ? value : null, lastFour, position };
  } catch (error) {
    // Of anything else it is not known whether the fact was recorded: that is settled from the log.
    if (error instanceof Refusal) await house.vault.forget(org, [id]);
    throw error;
  }
};

export const takeSecret = async (
  kernel: Kernel,
  house: House,
  caller: Caller,
  source: string,
  id: string,
): Promise<{ position: number }> => {
  const { position, state } = await decided(kernel, caller, source, retireSecret(source, id));
  await forgetRest(house, caller.org, source, state);
  return { position };
};

export const disconnectSource = async (
  kernel: Kernel,
  house: House,
  caller: Caller,
  source: string,
): Promise<{ position: number }> => {
  const { position, state } = await decided(kernel, caller, source, disconnect(source));
  await forgetRest(house, caller.org, source, state);
  return { position };
};
