import { expect, test } from 'vitest';
import { link, moment, plain } from './mrkdwn.ts';

test('text of others mentions nobody, links nowhere and changes no look', () => {
  expect(plain('<!channel> fire <@U123> <https://evil.example|here> & more')).toBe(
    '&lt;!channel&gt; fire &lt;@U123&gt; &lt;https://evil.example|here&gt; &amp; more',
  );
  expect(plain('*bold* _it_ ~gone~ `code`')).toBe('∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ');
  expect(plain('checkout_api stays')).toBe('checkout_api stays');
  expect(plain('a\n> quoted\u0000\u2028b')).toBe('a &gt; quoted b');
});

test('a cut leaves neither half an escape nor half a character', () => {
  const cut = plain(`${'a'.repeat(298)}<<<<`, 300);
  expect(cut).toBe(`${'a'.repeat(298)}&lt;…`);
  expect(plain(`${'a'.repeat(298)}😀😀`, 300).isWellFormed()).toBe(true);
});

test('only addresses of the web become links, and no label ends one early', () => {
  expect(link('https://a.example/x?b=1&c=2', 'Deploy | prod > all')).toBe(
    '<https://a.example/x?b=1&amp;c=2|Deploy ∣ prod &gt; all>',
  );
  expect(link('https://a.example/x|y>z', 'it')).toBe('<https://a.example/x%7Cy%3Ez|it>');
  for (const url of ['javascript:alert(1)', 'slack://user?id=1', '!channel', 'mailto:a@b', null])
    expect(link(url, 'it')).toBe('it');
});

test('a moment is shown in the time zone of who reads it', () => {
  expect(moment('2026-03-01T02:51:07.000Z', '{time}')).toBe('<!date^1772333467^{time}|2026-03-01 02:51 UTC>');
  expect(moment('<!here>')).toBe('&lt;!here&gt;');
});
