import type { Report } from '@nightjar/sdk/wire';

const script = '<script>window.ran = true</script><img src=x onerror="window.ran = true">';
const minute = 60_000;

/**
 * What senders send who mean harm, or whose software is broken: each report holds as much of it as the server takes. `name`
 * stands at the end of every key, so that a test can find them.
 */
export const hostile = (now: number): readonly Report[] => {
  const at = (ago: number): string => new Date(now - ago).toISOString();
  const many = (count: number, text: string): string[] =>
    Array.from({ length: count }, (_, n) => `${text}${n}`);
  const common = { kind: 'deploy', phase: 'finished', env: 'prod' } as const;
  return [
    {
      ...common,
      key: 'long',
      at: at(minute),
      service: 'pricing',
      title: 'W'.repeat(490) + ' endless words'.repeat(320),
    },
    {
      ...common,
      key: 'script',
      at: at(2 * minute),
      service: 'pricing<script>',
      env: '<u>prod</u>',
      title: script,
      summary: script,
      version: '"><svg onload=window.ran=true>',
      actor: { name: script.slice(0, 60), kind: 'human' },
      tags: { '<b>tag</b>': script, __proto__x: 'constructor' },
      links: [{ label: script.slice(0, 100), url: 'https://example.com/?q=%3Cscript%3E' }],
    },
    {
      ...common,
      key: 'right-to-left',
      at: at(3 * minute),
      service: 'خدمة-الدفع',
      title: 'نشر خدمة الدفع v12 \u202egnp.exe\u202c إلى الإنتاج ✅',
      actor: { name: 'ליאור', kind: 'human' },
      summary: '‫مهم جدا‬ (pricing) 100%',
    },
    {
      ...common,
      key: 'emoji',
      at: at(4 * minute),
      service: '👩‍🚒-service',
      title: `${'👩‍👩‍👧‍👦'.repeat(60)} 🏳️‍🌈 Z${'\u0334\u0335\u0336\u0337\u0338'.repeat(40)}algo`,
      actor: { name: '🤖', kind: 'automation' },
    },
    {
      ...common,
      key: 'unseen',
      at: at(5 * minute),
      service: 'pri\u200bcing',
      title: '\u200b\u2060\u200b\ufeff',
      summary: 'before\u0007\u001b[31m after\u2028next',
    },
    {
      ...common,
      key: 'many',
      at: at(6 * minute),
      services: many(200, 'a-service-with-a-name-as-long-as-anyone-has-ever-seen-'),
      title: 'Everything at once',
      links: many(100, 'https://example.com/a/').map((url, n) => ({
        label: `link ${n} ${'x'.repeat(60)}`,
        url,
      })),
      tags: Object.fromEntries(many(100, 'a-tag-with-a-long-name-').map((name) => [name, 'v'.repeat(120)])),
    },
    {
      ...common,
      key: `key/${'k'.repeat(180)}`,
      at: at(7 * minute),
      service: 'x'.repeat(150),
      env: 'e'.repeat(90),
      version: '9'.repeat(90),
      title: 'x'.repeat(2000),
      actor: { name: 'n'.repeat(150), kind: 'human' },
    },
    {
      ...common,
      key: 'long-ago',
      at: '2000-01-02T00:00:00.000Z',
      service: 'pricing',
      title: 'The clock began anew',
    },
    {
      ...common,
      key: 'ahead',
      at: new Date(now + 20 * minute).toISOString(),
      service: 'pricing',
      title: 'The clock runs ahead',
    },
  ];
};

/** What the server does not take: each is refused, and why is said. */
export const tooMuch = (now: number): readonly Report[] => {
  const common = { kind: 'deploy', at: new Date(now).toISOString() } as const;
  const many = <Item>(count: number, item: (n: number) => Item): Item[] =>
    Array.from({ length: count }, (_, n) => item(n));
  return [
    { ...common, key: 'tags', service: 'a', tags: Object.fromEntries(many(10_000, (n) => [`t${n}`, 'v'])) },
    { ...common, key: 'services', services: many(500, (n) => `s${n}`) },
    {
      ...common,
      key: 'links',
      service: 'a',
      links: many(300, (n) => ({ label: `l${n}`, url: `https://example.com/${n}` })),
    },
    { ...common, key: '1970', service: 'a', at: '1970-01-01T00:00:00.000Z' },
  ];
};
