import { expect, test } from 'vitest';
import { disconnect, makeSecret, mostSecrets, retireSecret, type SetUp, setupDecider } from './decide.ts';
import type { SetupFact } from './events.ts';

const secret = (id: string) => ({ id, lastFour: 'x3Kq', given: false });
const after = (...commands: ((setUp: SetUp) => SetupFact[])[]) =>
  commands.reduce(
    ({ setUp, facts }, command) => {
      const next = command(setUp);
      return { setUp: next.reduce(setupDecider.evolve, setUp), facts: [...facts, ...next] };
    },
    { setUp: setupDecider.initial, facts: [] as SetupFact[] },
  );
const types = ({ facts }: { facts: readonly SetupFact[] }) => facts.map(({ type }) => type);

test('the first secret connects, the second stands beside it, and the old one can then be retired', () => {
  const rotated = after(
    makeSecret('github', secret('a')),
    makeSecret('github', secret('b')),
    retireSecret('github', 'a'),
  );
  expect(types(rotated)).toEqual(['SourceConnected', 'SecretMade', 'SecretMade', 'SecretRetired']);
  expect(rotated.setUp).toEqual({ is: 'connected', secrets: [secret('b')] });
});

test('without its last secret a source is disconnected, and may be connected again', () => {
  const gone = after(makeSecret('github', secret('a')), retireSecret('github', 'a'));
  expect(types(gone).at(-1)).toBe('SourceDisconnected');
  expect(gone.setUp).toEqual({ is: 'disconnected' });
  const back = after(
    makeSecret('github', secret('a')),
    makeSecret('github', secret('b')),
    disconnect('github'),
    makeSecret('github', secret('c')),
  );
  expect(back.setUp).toEqual({ is: 'connected', secrets: [secret('c')] });
});

test('the same secret again is none; too many, one that is not there, and a second disconnecting are refused', () => {
  const made = after(makeSecret('github', secret('a')), makeSecret('github', secret('a')));
  expect(types(made)).toEqual(['SourceConnected', 'SecretMade']);
  const full = after(...Array.from({ length: mostSecrets }, (_, n) => makeSecret('github', secret(`${n}`))));
  expect(() => makeSecret('github', secret('more'))(full.setUp)).toThrow('4 secrets already');
  expect(() => retireSecret('github', 'z')(full.setUp)).toThrow('no secret with this id');
  expect(() => disconnect('github')(setupDecider.initial)).toThrow('no secret to take away');
});
