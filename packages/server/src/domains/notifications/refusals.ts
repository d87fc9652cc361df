import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'notifications.unknown-place': {
    kind: 'missing',
    says: 'Nobody is told of pages in a place of this name.',
    next: '`nightjar notifications` lists the places; docs/slack-app.md says how one is set, and the server reads that when it starts.',
  },
  'notifications.too-soon': {
    kind: 'busy',
    says: 'The place was tested a moment ago; its vendor takes few messages, and pages go first.',
    next: 'Test it again after the time that Retry-After says.',
  },
});
