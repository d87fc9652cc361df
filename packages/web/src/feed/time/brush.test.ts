import { expect, test } from 'vitest';
import { type Brush, bucketAt, rangeOf, strokeOf } from './brush.ts';

const press = (keys: readonly string[], count = 30): Brush =>
  keys.reduce<Brush>((brush, key) => {
    const shiftKey = key.startsWith('Shift+');
    const stroke = strokeOf({ key: key.replace('Shift+', ''), shiftKey }, brush, count);
    return stroke?.is === 'chosen' ? stroke.brush : stroke?.is === 'cleared' ? null : brush;
  }, null);

test('the first arrow chooses the newest bucket, the next ones move', () => {
  expect(press(['ArrowLeft'])).toEqual({ anchor: 29, head: 29 });
  expect(press(['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight'])).toEqual({ anchor: 28, head: 28 });
  expect(press(['Home', 'ArrowLeft'])).toEqual({ anchor: 0, head: 0 });
  expect(press(['Home', 'PageUp'])).toEqual({ anchor: 10, head: 10 });
});

test('with shift the choice is widened, from where it began', () => {
  const wide = press(['ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft']);
  expect(wide === null ? null : rangeOf(wide)).toEqual([27, 29]);
  expect(press(['ArrowLeft', 'Shift+ArrowLeft', 'Escape'])).toBeNull();
});

test('Enter and Escape do nothing where nothing is chosen', () => {
  expect(strokeOf({ key: 'Enter', shiftKey: false }, null, 30)).toBeNull();
  expect(strokeOf({ key: 'Escape', shiftKey: false }, null, 30)).toBeNull();
  expect(strokeOf({ key: 'Enter', shiftKey: false }, { anchor: 1, head: 2 }, 30)).toEqual({ is: 'applied' });
  expect(strokeOf({ key: 'j', shiftKey: false }, null, 30)).toBeNull();
});

test('a pointer beside the row means its first or last bucket', () => {
  expect([-0.2, 0, 0.5, 1, 1.4].map((share) => bucketAt(share, 10))).toEqual([0, 0, 5, 9, 9]);
});
