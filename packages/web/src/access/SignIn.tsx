import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { anyDraft } from '../ui/drafts.ts';
import { go, placeFrom, usePlace } from '../ui/place.ts';
import { backTo } from './back.ts';
import { Door } from './Door.tsx';
import { Entry } from './Entry.tsx';
import { lacking } from './lacking.ts';
import { refusedFor } from './refused.ts';
import { welcomeIn } from './whose-page.ts';

/** Name and password; then back to where one came from, the filter included. */
export const SignIn = () => {
  const { searchParams } = usePlace();
  const to = placeFrom(searchParams.get('to'), location.origin);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  const [firstRun, setFirstRun] = useState(false);

  useEffect(() => {
    document.title = 'Sign in · Nightjar';
    nightjar.whoami().then(
      (who) => setFirstRun(who.firstRun),
      () => {}, // Only the hint is missing then; signing in says what is wrong.
    );
  }, []);

  const signIn = (): void => {
    const lacks = lacking({ name, password }, 1);
    if (lacks !== null) {
      setRefused(lacks);
      return;
    }
    setBusy(true);
    nightjar.session
      .signIn({ name: name.trim(), password })
      .then(
        () => welcomeIn().then(() => go(to, 'replace')),
        (error: unknown) => setRefused(refusedFor(error)),
      )
      .finally(() => setBusy(false));
  };

  const says = firstRun
    ? 'Nobody has joined yet: open the welcome link that Nightjar printed when it was started.'
    : searchParams.has('unheard')
      ? 'Nothing of yours is kept here any more. But Nightjar could not be told that you left: sign out once more when it is back, so that the session ends.'
      : `${backTo(new URL(to, location.origin))}${anyDraft() ? ' What you typed is still there.' : ''}`;
  return (
    <Door title="Sign in" says={says} refused={refused} busy={busy} action="Sign in" onSubmit={signIn}>
      <Entry label="Name" autoComplete="username" value={name} onChange={setName} focus />
      <Entry
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
    </Door>
  );
};
