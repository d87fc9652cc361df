import { expect, test } from 'vitest';
import { waysToFill } from './fill.ts';

const lines = waysToFill('http://127.0.0.1:4455').map((way) => way.lines);

test('what is pasted looks at a folder of the reader’s, not at Nightjar’s own, where npm runs it', () => {
  const [discover = '', apply = ''] = lines;
  for (const line of [discover, apply]) expect(line).toMatch(/ ~\/work\/shop$/);
});

test('who sends traces is given no right but to send, and is asked for nothing else', () => {
  const traces = lines.at(-1) ?? '';
  expect(traces).toContain('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4455/v1/traces');
  expect(traces).toContain('--right ingest');
  expect(traces).not.toMatch(/OTEL_EXPORTER_OTLP_(?!TRACES_)|\.nightjar\/token/);
});
