/** A version as bots write it: v812, 1.4.0, 2026.03.1-rc1, a commit, build 812, #812. */
export const version =
  'v\\d[\\w.+-]{0,60}|\\d+\\.\\d+(?:\\.[\\w-]+){0,5}|(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,40}|(?:build|release)[ -]#?\\d+|#\\d+';

/** An environment, which is never taken for a service: prod, eu-production, staging-2. */
export const environment =
  '(?:[a-z0-9]{1,12}[-_])?(?:prod(?:uction)?|prd|live|stag(?:e|ing)|stg|pre-?prod|test(?:ing)?|qa|uat|dev(?:elopment)?|sandbox|canary|preview|demo)(?:[-_][a-z0-9-]{1,20})?';

/** A service: a word with a letter in it, and none of those that stand around services. */
export const service =
  '(?!(?:to|in|into|on|onto|by|with|at|from|and|or|of|the|a|an|for|version|it|this|that|we|i|they|you|all|everything|some|new|now|has|have|was|were|is|are|been|being|just|successfully|started|failed|succeeded|completed|finished|changes?|code|commits?|branch|hotfix|fix|patch|main|master|trunk|head|build|services?|apps?|latest|deploy(?:ment|ed|ing)?|release[ds]?|rollback|again|manually|automatically|manual|automatic|starting|beginning|finishing|running|queued|successful|failing|previous|first|last|my|our|your|its|his|her|their)\\b)[A-Za-z][\\w./-]{0,80}';

/** Sentences that speak of what may be, should be or was not; and of what is no deploy at all. One of them passes a line over. */
export const noStatement: readonly (readonly [why: string, pattern: RegExp])[] = [
  ['a question', /\?/],
  ['a quotation', /^\s*>/],
  ['an entry of a list', /^\s*(?:[•◦-]|\d+[.)])\s/],
  [
    'a negation',
    /\b(?:(?<!could )not|never|nothing|n't|isn't|wasn't|won't|don't|didn't|hasn't|haven't|without deploying)\b/i,
  ],
  [
    'a plan',
    /\b(?:will|going to|about to|should|shall|would|wants?|please|can (?:you|we|i)|could you|let's|plan(?:s|ned|ning)?|scheduled?|tomorrow|later|soon|tonight|next|upcoming|ready (?:to|for)|wait(?:s|ing)?|await(?:s|ing)?|approv(?:e[ds]?|als?)|requests?|requested|requires?|needs?|remind(?:er|s)?|freeze|if|to be|on hold|pending|blocked|locked)\b/i,
  ],
  [
    'a proposal',
    /\b(?:pull|merge) request\b|\bPR ?#?\d|\b(?:opened|reopened|closed|merged|reviewed|commented|assigned|mentioned|pushed)\b/i,
  ],
  [
    'a sum of several',
    /\b\d+ (?:services|apps|deploy(?:s|ments)?|releases|changes)\b|\b(?:this|last) (?:week|month|sprint)\b/i,
  ],
  [
    'an alert',
    /\[(?:firing|resolved)|\b(?:alert(?:s|ing|manager)?|firing|unhealthy|degraded|crash-?loop\w*|incident|latency|error rate|on-?call|paged|slo|monitor|outage|threshold)\b/i,
  ],
  [
    'a check',
    /\b(?:tests?|lint|build|coverage|scan|checks?|plan) (?:of \S+ )?(?:passed|failed|succeeded|completed)\b/i,
  ],
];
