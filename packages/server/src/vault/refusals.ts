import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'vault.key-file-open': {
    kind: 'invalid',
    says: 'The file with the key of the secrets can be read by others on this machine.',
    next: 'Take that away (chmod 600), and if others may have read it, make the secrets of the sources anew.',
  },
  'vault.key-file': {
    kind: 'invalid',
    says: 'The file with the key of the secrets holds no key.',
    next: 'Put back the one that was kept, or move it away: a new key is made then, and the secrets are made anew.',
  },
  'vault.key-setting': {
    kind: 'invalid',
    says: 'NIGHTJAR_SECRET_KEY is neither 32 bytes in base64 nor a passphrase of at least 16 characters.',
    next: 'Set it to the output of `openssl rand -base64 32`, and keep that apart from the backups.',
  },
});
