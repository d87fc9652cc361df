import type { Fetch } from '../../discovery/code-host.ts';
import { textAt } from '../../sources/json.ts';
import type { Ears, Pressed } from '../provider.ts';
import type { SlackMessage } from './blocks.ts';
import { answerAddress, askedIn, helpMessage, latelyMessage } from './command.ts';
import { troubleOfEvent } from './errors.ts';
import { type Home, isOfHome, pressedIn } from './pressed.ts';

/** What Slack sends, whichever way it comes: by its requests or over a socket. */
export type Hearing = {
  readonly fetch: Fetch;
  readonly apiUrl: URL;
  readonly base: URL | null;
  /** Where the app is at home. */
  readonly home: () => Promise<Home>;
  /** To one person alone. */
  readonly whisper: (pressed: Pressed, text: string) => Promise<void>;
};

const answer = async (
  { fetch, apiUrl }: Hearing,
  payload: unknown,
  message: SlackMessage,
): Promise<boolean> => {
  const url = answerAddress(payload, apiUrl);
  if (url === null) return false;
  const { ok } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', parse: 'none', ...message }),
    signal: AbortSignal.timeout(10_000),
  });
  return ok;
};

/** Answers a command to whoever asked, and to nobody else. It was acknowledged before: what fails here is told there. */
export const hearCommand = async (payload: unknown, ears: Ears, hearing: Hearing): Promise<void> => {
  try {
    const asked = askedIn(textAt(payload, 'text') ?? '');
    if (asked.is === 'help') return void (await answer(hearing, payload, helpMessage));
    const { service, environment } = asked;
    const changes = await ears.lately(service, environment);
    await answer(hearing, payload, latelyMessage(service, environment, changes, hearing.base));
  } catch (error) {
    // Neither the address it was to be sent to nor what was thrown is written down: the address is a key.
    ears.log.warn(
      { kind: error instanceof Error ? error.name : 'unknown' },
      'a command of Slack was not answered',
    );
    const sorry = 'That did not work. Ask again in a minute, or look into Nightjar.';
    await answer(hearing, payload, { text: sorry, blocks: [] }).catch(() => false);
  }
};

const notTheirs = 'Only people of the workspace that Nightjar is installed in can say what it was.';

/** Resolves when a press is kept; only then may it be acknowledged. */
export const hearAction = async (
  payload: unknown,
  ears: Ears,
  { home, whisper }: Pick<Hearing, 'home' | 'whisper'>,
): Promise<void> => {
  const pressed = pressedIn(payload);
  if (pressed === null) return;
  if (isOfHome(payload, await home())) await ears.pressed(pressed);
  else await whisper(pressed, notTheirs);
};

/** Events tell us that the app is gone; all others are acknowledged and passed over. */
export const hearEvent = async (body: unknown, ears: Ears): Promise<void> => {
  const trouble = troubleOfEvent(textAt(body, 'event', 'type'));
  if (trouble !== null) await ears.troubled(trouble);
};
