import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { notOwn, startAt } from '../sources/start/ways.ts';
import { go, usePlace } from '../ui/place.ts';
import { Door } from './Door.tsx';
import { Entry } from './Entry.tsx';
import { invitationIn } from './invitation.ts';
import { lacking } from './lacking.ts';
import { refusedFor } from './refused.ts';
import { welcomeIn } from './whose-page.ts';

const shortest = 12;

/** Whether nobody has sent anything yet; where that cannot be told, the feed says so. */
const isEmpty = (): Promise<boolean> =>
  nightjar.changes.list({ q: notOwn, view: 'all', limit: 1 }).then(
    ({ changes }) => changes.length === 0,
    () => false,
  );

/** The first sign-in: the link carries a code in its fragment, which no server log and no proxy ever sees. */
export const Welcome = () => {
  const invitation = invitationIn(usePlace().hash);
  const [typed, setTyped] = useState('');
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  useEffect(() => {
    document.title = 'Welcome · Nightjar';
  }, []);

  const join = (): void => {
    const lacks = lacking({ name, password }, shortest);
    if (lacks !== null) {
      setRefused(lacks);
      return;
    }
    setBusy(true);
    nightjar.session
      .join({ code: invitation.code ?? typed.trim(), name: name.trim(), password })
      .then(
        // Replaces the address, so that the used code does not stay in the browser's history.
        async () => {
          await welcomeIn();
          go((await isEmpty()) ? startAt() : '/', 'replace');
        },
        (error: unknown) => setRefused(refusedFor(error)),
      )
      .finally(() => setBusy(false));
  };

  return (
    <Door
      title="Welcome to Nightjar"
      says="Choose how you sign in from now on. The link works once."
      refused={refused}
      busy={busy}
      action="Create my account"
      onSubmit={join}
    >
      {invitation.code === null && (
        <Entry
          label="Code"
          autoComplete="one-time-code"
          value={typed}
          onChange={setTyped}
          hint="It stands in the link after #code=."
          focus
        />
      )}
      <Entry
        label="Name"
        autoComplete="username"
        value={name}
        onChange={setName}
        focus={invitation.code !== null}
      />
      <Entry
        label="Password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        hint={`At least ${shortest} characters; a few words are easiest to remember.`}
        minLength={shortest}
      />
    </Door>
  );
};
