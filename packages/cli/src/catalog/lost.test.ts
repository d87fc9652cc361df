import { expect, test } from 'vitest';
import { lostText } from './lost.ts';

test.each([
  ['rest.possible', 'what it may need, which nobody claims'],
  ['rest.spec.x', 'the field spec.x'],
  ['version.prod', 'which version runs in prod'],
  ['alias.a, b', 'that it is also called a, b'],
  ['annotation.github.com/project-slug', 'the annotation github.com/project-slug'],
  ['relation.dependsOn.resource:default/db', 'that it depends on db'],
  ['relation.<calls.service:default/web', 'that web calls it'],
  ['definition', 'its definition'],
  ['kind', 'what kind of thing it is'],
])('%s, in words', (attribute, words) => expect(lostText(attribute)).toBe(words));
