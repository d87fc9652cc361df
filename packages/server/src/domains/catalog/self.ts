import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import packageJson from '../../../package.json' with { type: 'json' };
import { describe } from './describe/describe.ts';
import type { Told } from './describe/normalise.ts';

export const selfTopic = 'catalog.self';

/** What runs here: one version for all its parts, which are released together. */
export const version: string = packageJson.version;

const system = 'system:default/nightjar';
const server = 'service:default/nightjar';

const part = (entity: string, title: string, says: Told['says']): Told => ({
  entity,
  name: entity.slice(entity.indexOf('/') + 1),
  by: 'nightjar',
  place: 'itself',
  says: { title, ...(says as object) },
});

const partOf = { type: 'partOf', to: system };
const language = 'typescript';
const versions = { '': version };

const parts: readonly Told[] = [
  part(system, 'Nightjar', {
    description: 'The system of record for services, changes and diagnosis: this.',
  }),
  part(server, 'Nightjar server', {
    description: 'Takes changes and descriptions in, answers questions about them.',
    type: 'service',
    language,
    runtime: 'nodejs',
    versions,
    aliases: ['nightjar-server'],
    relations: [partOf, { type: 'dependsOn', to: 'resource:default/nightjar-database' }],
  }),
  part('resource:default/nightjar-database', 'Nightjar database', {
    description: 'PostgreSQL: the log of facts, and the models made of it.',
    type: 'database',
    relations: [partOf],
  }),
  part('service:default/nightjar-web', 'Nightjar web', {
    description: 'The pages; the server hands them out.',
    type: 'website',
    language,
    runtime: 'browser',
    versions,
    relations: [partOf, { type: 'dependsOn', to: server }],
  }),
  part('service:default/nightjar-cli', 'Nightjar command', {
    description: 'nightjar on the command line.',
    type: 'cli',
    language,
    runtime: 'nodejs',
    versions,
    relations: [partOf, { type: 'dependsOn', to: server }],
  }),
];

/** Nightjar says what it is: the same again is no fact. Its deploy is a line of the feed of its own, so this is none. */
export const describeItself = (kernel: Kernel): Promise<unknown> =>
  describe(kernel, nightjarItself, {
    by: 'nightjar',
    origin: 'nightjar',
    descriptions: parts,
    whole: true,
    unannounced: true,
  });

/** Asks for it once the house is open: a model that is still being built must not hold up the start. */
export const beginCatalog = (kernel: Kernel): Promise<unknown> =>
  kernel.tasks.enqueue([{ topic: selfTopic, unique: version, org: nightjarItself.org, maxAttempts: 20 }]);
