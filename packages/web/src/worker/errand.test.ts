import { expect, test } from 'vitest';
import { errandOf, keyOf } from './errand.ts';

const origin = 'https://nightjar.example';
const errand = (method: string, path: string, mode: RequestMode = 'cors') =>
  errandOf({ method, url: new URL(path, origin).href, mode }, origin);

test.each([
  ['GET', '/catalog/service/pricing', 'navigate', 'page'],
  ['GET', '/api/v1/changes?q=', 'cors', 'data'],
  ['GET', '/graphql?variables=%7B%7D', 'cors', 'data'],
  ['GET', '/assets/index-1.js', 'cors', 'asset'],
  ['GET', '/manifest.webmanifest', 'cors', 'asset'],
  ['POST', '/api/v1/session', 'cors', 'entering'],
  ['POST', '/api/v1/people', 'cors', 'entering'],
  ['DELETE', '/api/v1/session', 'cors', 'leaving'],
] as const)('%s %s (%s) is the errand %s', (method, path, mode, is) =>
  expect(errand(method, path, mode)).toBe(is),
);

test.each([
  ['who is signed in', 'GET', '/api/v1/session', 'cors'],
  ['the live stream', 'GET', '/api/v1/changes/stream?q=', 'cors'],
  ['what is written', 'POST', '/api/v1/changes', 'cors'],
  ['a question to the graph that is no page of ours', 'POST', '/graphql', 'cors'],
  ['the graph, opened as a page', 'GET', '/graphql', 'navigate'],
  ['what is edited', 'PATCH', '/api/v1/catalog/entities/x', 'cors'],
  ['data that somebody opens as a page', 'GET', '/api/v1/changes', 'navigate'],
  ['another host', 'GET', 'https://elsewhere.example/assets/a.js', 'cors'],
  ['the worker itself', 'GET', '/sw.js', 'cors'],
] as const)('%s is none of the worker’s business', (_, method, path, mode) =>
  expect(errand(method, path, mode)).toBe('other'),
);

test('how fresh an answer had to be is no part of its name', () => {
  expect(keyOf(`${origin}/api/v1/changes?q=env%3Aprod&min_pos=7&view=quiet`)).toBe(
    '/api/v1/changes?q=env%3Aprod&view=quiet',
  );
  expect(keyOf(`${origin}/api/v1/catalog/entities/x?consistency=strong`)).toBe('/api/v1/catalog/entities/x');
});
