import { refusals } from '@nightjar/kernel/refusal';

/** Why the server does not start. */
export const refuse = refusals({
  'server.already-running': {
    kind: 'conflict',
    says: 'Another Nightjar runs on this data folder.',
    next: 'Use that one, stop it, or name another folder in NIGHTJAR_DATA.',
  },
  'server.data-folder': {
    kind: 'invalid',
    says: 'The data folder cannot be used.',
    next: 'Name a folder that you may write to in NIGHTJAR_DATA or --data.',
  },
  'server.address-taken': {
    kind: 'conflict',
    says: 'Another program listens on this address.',
    next: 'Stop that program, or name another port in NIGHTJAR_PORT.',
  },
  'server.address-unusable': {
    kind: 'invalid',
    says: 'This machine cannot listen on that address.',
    next: 'Correct NIGHTJAR_HOST and NIGHTJAR_PORT; ports below 1024 need a privilege.',
  },
});
