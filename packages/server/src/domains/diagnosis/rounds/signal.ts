/** Names of signals as the case format has them, by the words in which people title alerts. The first that fits is meant. */
const words: readonly (readonly [signal: string, pattern: RegExp])[] = [
  ['latency', /\b(latenc(y|ies)|slow(er|ness)?|duration|response times?|elapsed|p(50|9\d|999)|apdex|lag)\b/],
  ['success', /\b(success|availability)\b/],
  [
    'errors',
    /\b(errors?|fail(s|ed|ing|ures?)?|5xx|5\d\d|exceptions?|timeouts?|crash(es|ed|ing|loop|looping)?|down|unavailable|burn(s|ing)?|slo|rejected)\b/,
  ],
  ['memory', /\b(memory|mem|oom|oomkilled|heap|rss)\b/],
  ['cpu', /\b(cpu|processors?|throttl(ed|ing)|load average)\b/],
  ['requests', /\b(requests?|traffic|throughput|rps|qps|calls)\b/],
];

/** Labels that say more of what an alert measures than of where. */
const telling = ['signal', 'sli', 'slo', 'metric', 'alertname', 'rule', 'monitor'];

/** `HighErrorRate_p99` as words: high error rate p99. */
const spelled = (text: string): string =>
  text
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .replace(/[_\W]+/g, ' ')
    .toLowerCase();

const signalIn = (text: string): string | null =>
  words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

/** Which signal an alert is about, by its title, else by its labels; null where neither says so, and the loudest is looked for. */
export const signalOf = (title: string, labels: Readonly<Record<string, string>>): string | null => {
  const told = [title, ...telling.map((name) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : ''))];
  for (const text of told) {
    const signal = signalIn(spelled(text));
    if (signal !== null) return signal;
  }
  return null;
};
