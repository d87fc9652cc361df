import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { change } from '../testing/changes.ts';
import type { Happening } from './feed.ts';

let press = (): void => {};
let gathering: typeof import('./listen.ts').gathering;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  const listeners: (() => void)[] = [];
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => listeners.push(listener));
  vi.stubGlobal('location', new URL('http://nightjar.example/'));
  press = () => {
    for (const listener of listeners) listener();
  };
  ({ gathering } = await import('./listen.ts'));
  // From now on the hands are watched.
  (await import('../ui/hands.ts')).handsAreBusy();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Word = { readonly heard: number; readonly aside: boolean };

const listening = () => {
  const told: Word[] = [];
  const stop = new AbortController();
  const tell = (it: Happening): void => {
    if (it.is === 'heard') told.push({ heard: it.heard.length, aside: it.aside === true });
  };
  const { add } = gathering('', tell, stop.signal);
  let n = 0;
  const hear = (words: number): void => {
    for (let i = 0; i < words; i++) add({ change: change(`c${n++}`, n), position: n });
  };
  return { told, hear, stop: () => stop.abort() };
};

test('a word in a calm feed is told soon, whatever the hands do', () => {
  const { told, hear } = listening();
  press();
  vi.advanceTimersByTime(200);
  hear(1);
  vi.advanceTimersByTime(110);
  hear(1);
  vi.advanceTimersByTime(400);
  expect(told).toEqual([
    { heard: 1, aside: false },
    { heard: 1, aside: false },
  ]);
});

test('in a flood what comes stands aside until the hands are still, and is let in then though nothing follows', () => {
  const { told, hear } = listening();
  press();
  for (let tenth = 0; tenth < 20; tenth++) {
    hear(2);
    vi.advanceTimersByTime(100);
  }
  expect(told.some(({ aside }) => aside)).toBe(true);
  const before = told.length;
  vi.advanceTimersByTime(3_000);
  expect(told.slice(before).at(-1)).toEqual({ heard: 0, aside: false });
  expect(told.reduce((sum, { heard }) => sum + heard, 0)).toBe(40);
  const after = told.length;
  vi.advanceTimersByTime(10_000);
  expect(told.length).toBe(after);
});

test('who stops listening lets in what stands aside, and tells nothing any more', () => {
  const { told, hear, stop } = listening();
  press();
  hear(20);
  vi.advanceTimersByTime(300);
  expect(told.at(-1)).toEqual({ heard: 20, aside: true });
  hear(5);
  stop();
  expect(told.at(-1)).toEqual({ heard: 0, aside: false });
  const after = told.length;
  vi.advanceTimersByTime(10_000);
  expect(told.length).toBe(after);
});
