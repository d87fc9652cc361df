import { refusals } from '@nightjar/kernel/refusal';

export const refused = refusals({
  'slack.signature': {
    kind: 'unauthenticated',
    says: 'The signature is missing, or it was not made over these bytes with the signing secret that is set here.',
    next: 'Compare Basic Information, Signing Secret, of the app with NIGHTJAR_SLACK_SIGNING_SECRET.',
  },
  'slack.stale': {
    kind: 'unauthenticated',
    says: 'The signature holds, but it was made more than five minutes ago, or by a clock that is ahead.',
    next: 'Set the clock of this machine by NTP.',
  },
  'slack.unreadable': {
    kind: 'invalid',
    says: 'The body is none that Slack sends to this address.',
    next: 'Compare the addresses in the app with those in docs/slack-app.md.',
  },
});
