import { expect, test } from 'vitest';
import { invitationIn } from './invitation.ts';

test('the code stands in the fragment, with the name it was made for', () => {
  expect(invitationIn('#code=nji_abc&name=J%C3%B6rg')).toEqual({ code: 'nji_abc', name: 'Jörg' });
});

test('a link that lost its fragment has no code', () => {
  expect(invitationIn('')).toEqual({ code: null, name: '' });
});
