const name = 'nightjar_session';

/** The session in a Cookie header. */
export const sessionIn = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Not readable by script, not sent along by forms of other sites, and over HTTPS only where it was set over HTTPS. */
export const sessionCookie = (value: string, seconds: number, secure: boolean): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${seconds}`,
    ...(secure ? ['Secure'] : []),
  ].join('; ');

export const noSessionCookie = (secure: boolean): string => sessionCookie('', 0, secure);
