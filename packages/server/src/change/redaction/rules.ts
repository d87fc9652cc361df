import { createHash } from 'node:crypto';

/** What a rule leaves in the place of a secret: `[redacted:password]`. It is the same for the same rule, so that facts stay the same. */
export const mark = (rule: string): string => `[redacted:${rule}]`;

/** A secret that is known by its shape, wherever in a text it stands. The vendors' own pages describe the shapes. */
export type Shape = { readonly rule: string; readonly pattern: RegExp };

export const shapes: readonly Shape[] = [
  {
    rule: 'private-key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  },
  { rule: 'nightjar-token', pattern: /\bnjt_[A-Za-z0-9_-]{8,}/g },
  { rule: 'github-token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g },
  { rule: 'gitlab-token', pattern: /\bgl(?:pat|ptt|dt|rt|soat|ft)-[A-Za-z0-9_-]{16,}/g },
  { rule: 'slack-token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  {
    rule: 'slack-webhook',
    pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/_-]{10,}/g,
  },
  { rule: 'aws-key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { rule: 'google-key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { rule: 'stripe-key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { rule: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  // Looked ahead once from where a run of its letters begins: from each `eyJ` of a long run it took minutes to find none.
  {
    rule: 'jwt',
    pattern: /(?<![\w-])(?=[\w-]{11,}\.eyJ[\w-]{8,}\.[\w-]{8})[\w-]*?\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
  },
  { rule: 'bearer', pattern: /\b[Bb]earer +[A-Za-z0-9._~+/-]{16,}=*/g },
  // The password of an address: `postgres://app:hunter2@db/shop`.
  {
    rule: 'url-password',
    pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,100}:)[^\s:/@"']{1,200}(?=@)/gi,
  },
];

/**
 * Signs of a shape, a superset of what the shapes find, for one pass over a whole payload: 18 µs for 10 kB. Looking for each by
 * itself (`includes`, 24 times) takes 47, all shapes with the passwords of addresses among them 27.
 */
const signs =
  /PRIVATE KEY-----|njt_|gh[pousr]_|github_pat_|gl(?:pat|ptt|dt|rt|soat|ft)-|xox[abeoprs]-|hooks\.slack|A(?:KIA|SIA|Iza)|[rs]k_(?:live|test)_|npm_|eyJ|earer /;

/** Whether any of them may stand in a text, or `@` after `://`, as in the password of an address. */
export const maybeShape = (text: string): boolean =>
  signs.test(text) || (text.includes('@') && /:\/\/[^\s:/@"']*:[^\s/@"']+@/.test(text));

const names =
  /^(?:passw(?:or)?d|pwd|passphrase|secret|token|authorization|api_?key|access_?key|private_?key|credentials?|cookie|set_?cookie|connection_?string|dsn)$|(?:passw(?:or)?d|passphrase|secret|token|api_?key|private_?key|secret_?key|access_?key|signing_?key)$/;

/** Called a token, and none: by these a sender tells one request of its own from the next. Nobody gets in with one. */
const harmless = /^(?:client_request|idempotency)_token$/;

const emails = /^(?:e_?mail)$|(?:_|^)e_?mail(?:_address)?$/;

/** `clientSecret`, `client-secret` and `CLIENT_SECRET` are one name. */
const spelled = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-. ]/g, '_')
    .toLowerCase();

type NameRule = 'password' | 'token' | 'key' | 'secret' | 'email' | 'routing-key';

const judged = (name: string): NameRule | null => {
  const plain = spelled(name);
  if (/^(?:routing|integration|service)_key$/.test(plain)) return 'routing-key';
  if (emails.test(plain)) return 'email';
  if (!names.test(plain) || harmless.test(plain)) return null;
  if (/passw|pwd|passphrase/.test(plain)) return 'password';
  if (/token|authorization|cookie/.test(plain)) return 'token';
  return /key/.test(plain) ? 'key' : 'secret';
};

/** Payloads of a sender have the same few hundred names again and again. */
const known = new Map<string, NameRule | null>();
const mostKnown = 20_000;

/** The rule for members of this name, or null where the name is harmless. */
export const ruleOf = (name: string): NameRule | null => {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= mostKnown || name.length > 200) known.clear();
  const rule = judged(name);
  known.set(name, rule);
  return rule;
};

/**
 * A routing key names the integration and so the service: it leaves a digest by which the catalog can still tell. Keys are 32 random
 * characters, so 64 bits of their hash give nothing away.
 */
export const routingDigest = (key: string): string => {
  const left = /^\[redacted:routing-key:([0-9a-f]{16})\]$/.exec(key)?.[1];
  return left ?? createHash('sha256').update(key).digest('hex').slice(0, 16);
};

/** What takes the place of a member's value by the rule for its name, or null where this value is harmless. */
export const inPlaceOf = (rule: NameRule, value: string): string | null => {
  switch (rule) {
    case 'routing-key':
      return `[redacted:routing-key:${routingDigest(value)}]`;
    case 'email': {
      const at = value.lastIndexOf('@');
      // Who did it is what the feed is for; at which address to write to them is not.
      return at > 0 ? `${value.slice(0, at)}@${mark('email')}` : null;
    }
    default:
      return mark(rule);
  }
};
