import fc from 'fast-check';

/** A history, and the same facts as they may arrive: in any order, each at least once and some of them twice. */
export const asArrived = <Fact>(history: fc.Arbitrary<Fact[]>): fc.Arbitrary<readonly [Fact[], Fact[]]> =>
  history.chain((facts) =>
    fc
      .shuffledSubarray([...facts, ...facts], { minLength: facts.length, maxLength: facts.length * 2 })
      .map((arrived) => [
        facts,
        facts.every((it) => arrived.includes(it)) ? arrived : [...arrived, ...facts],
      ]),
  );
