import { cruise, type IConfiguration } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

/** Where each rule's plant stands; a rule without one is a rule that nobody has seen fire. */
const plants: Record<string, string> = {
  'kernel-knows-nobody': 'packages/kernel/src/kernel-knows-nobody.ts',
  'query-stands-alone': 'packages/query/src/query-stands-alone.ts',
  'descriptors-know-nobody': 'packages/descriptors/src/descriptors-know-nobody.ts',
  'diagnosis-knows-nobody': 'packages/diagnosis/src/diagnosis-knows-nobody.ts',
  'neighbours-speak-in-events': 'packages/server/src/domains/alpha/neighbours-speak-in-events.ts',
  'only-projections-and-reactions-listen':
    'packages/server/src/domains/alpha/only-projections-and-reactions-listen.ts',
  'decisions-are-pure': 'packages/server/src/domains/alpha/decide.ts',
  'sources-are-sealed': 'packages/server/src/sources/one/sources-are-sealed.ts',
  'sources-speak-in-events': 'packages/server/src/sources/sources-speak-in-events.ts',
  'discoverers-are-sealed': 'packages/server/src/discovery/one/discoverers-are-sealed.ts',
  'reconcilers-are-sealed': 'packages/server/src/reconcile/one/reconcilers-are-sealed.ts',
  'providers-are-sealed': 'packages/server/src/providers/one/providers-are-sealed.ts',
  'the-graph-knows-no-domain': 'packages/server/src/graphql/the-graph-knows-no-domain.ts',
  'parts-of-the-graph-are-for-the-door':
    'packages/server/src/domains/alpha/parts-of-the-graph-are-for-the-door.ts',
  'clients-use-the-sdk': 'packages/web/src/clients-use-the-sdk.ts',
  'sdk-borrows-only-wire-types': 'packages/sdk/src/sdk-borrows-only-wire-types.ts',
  'sdk-borrows-types-not-code': 'packages/sdk/src/sdk-borrows-types-not-code.ts',
  'not-to-tests': 'packages/cli/src/not-to-tests.ts',
  'no-cycles': 'packages/web/src/no-cycles-other.ts',
  'no-orphans': 'packages/web/src/no-orphans.ts',
};

test('every wall of the house is still seen by its checker', async () => {
  const { default: rules }: { default: IConfiguration } = await import(`../${'.dependency-cruiser.mjs'}`);
  const { exclude: _, ...options } = rules.options ?? {};
  const { output } = await cruise(
    ['packages'],
    {
      ...options,
      validate: true,
      ruleSet: { forbidden: rules.forbidden ?? [] },
      baseDir: new URL('boundaries-canary', import.meta.url).pathname,
    },
    undefined,
    { tsConfig: extractTSConfig(new URL('../tsconfig.json', import.meta.url).pathname) },
  );
  if (typeof output === 'string') throw new Error(output);
  const seen = new Map<string, Set<string>>();
  for (const { rule, from } of output.summary.violations) {
    seen.set(rule.name, (seen.get(rule.name) ?? new Set()).add(from));
  }
  expect([...seen.keys()].sort()).toEqual(Object.keys(plants).sort());
  expect(Object.keys(plants).sort()).toEqual((rules.forbidden ?? []).map((rule) => rule.name).sort());
  for (const [rule, plant] of Object.entries(plants)) expect(seen.get(rule)).toContain(plant);
});
