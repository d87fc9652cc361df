import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Sender } from '../../testing/sender.ts';
import { github } from '../index.ts';

type Example = { readonly name: string; readonly examples: readonly unknown[] };
const examples: readonly Example[] = createRequire(import.meta.url)('@octokit/webhooks-examples');
const folder = new URL('../fixtures/', import.meta.url);

/** A fixture's file is called like its event; GitHub names the delivery in headers, never in the body. */
export const sender: Sender = {
  source: github,
  sign: (body, secret) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  fixtures: readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.observed.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .map((name) => ({
      name,
      headers: { 'x-github-event': name.split('.', 1)[0], 'x-github-delivery': `d-${name}` },
      body: JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')),
    })),
  corpus: examples.flatMap(({ name, examples: bodies }) => bodies.map((body) => ({ event: name, body }))),
};
