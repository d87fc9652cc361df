import type { Severity } from './alert.ts';

/** What senders and the people who configure them call it. A word that nobody knows is no severity. */
const words: readonly (readonly [Severity, RegExp])[] = [
  [
    'critical',
    /^(crit(ical)?|page|emerg(ency)?|disaster|fatal|severe|highest|blocker|p0|p1|sev-?[01]|s[01])$/,
  ],
  ['error', /^(err(or)?|major|high|urgent|p2|sev-?2|s2)$/],
  ['warning', /^(warn(ing)?|minor|medium|moderate|average|ticket|p3|sev-?3|s3)$/],
  ['info', /^(info(rmational?|rmation)?|notice|low|lowest|none|debug|ok|p4|p5|sev-?[45]|s[45])$/],
];

/** One of the four severities, from any of the usual words: `page`, `P1`, `SEV-2`, `warn`. */
export const severityOf = (word: string | null): Severity | null => {
  const plain = word?.trim().toLowerCase() ?? '';
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
};
