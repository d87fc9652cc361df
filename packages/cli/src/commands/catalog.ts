import { isDeclared, wantedAtHand } from '@nightjar/descriptors/checkout/wanted';
import { type Reader, readers } from '@nightjar/descriptors/description';
import type { Command } from 'commander';
import { type Look, type Looked, lookAt } from '../catalog/look.ts';
import { type PlaceFlags, placesAt } from '../catalog/place.ts';
import { printLooked } from '../catalog/print.ts';
import { type Told, tell } from '../catalog/tell.ts';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit } from '../failure.ts';

type Flags = ConnectionFlags &
  PlaceFlags & {
    readonly dryRun?: boolean;
    readonly environment?: string;
    readonly namespace?: string;
    readonly verbose?: boolean;
    readonly committers?: boolean;
  };

type What = Pick<Look, 'committers' | 'namedAreDescriptors'> & {
  readonly readers: readonly Reader[];
  /** Whether what is wrong with a file matters here. */
  readonly concerns: (path: string) => boolean;
};

/** Only what people say themselves. All is read for it: CODEOWNERS speaks of whatever lies in the folders. */
const declared: What = {
  readers: ['backstage', 'effx', 'definition', 'codeowners'],
  committers: false,
  namedAreDescriptors: true,
  concerns: isDeclared,
};
const everything: What = { readers, committers: true, namedAreDescriptors: false, concerns: () => true };

/** For showing alone: what is withdrawn is decided by all that could not be read. */
const narrowed = (looked: Looked, { readers: speakers, concerns }: What): Looked => {
  const { descriptions, faults, ...rest } = looked.checkout;
  const { descriptors } = rest.read;
  const named = new Set(looked.place.named);
  return {
    ...looked,
    checkout: {
      ...rest,
      descriptions: descriptions.filter(({ by }) => speakers.includes(by)),
      faults: faults.filter(({ place }) => named.has(place) || descriptors.has(place) || concerns(place)),
    },
  };
};

const toldLine = ({ described, unchanged, withdrawn }: Told): string =>
  `${described} described, ${unchanged} known already, ${withdrawn} withdrawn`;

const act = async (
  paths: readonly string[],
  flags: Flags,
  what: What,
  around: Surroundings,
): Promise<void> => {
  const { env, terminal } = around;
  const places = await placesAt(env, paths, flags);
  const answers: object[] = [];
  for (const place of places) {
    const read = await lookAt(place, {
      wanted: wantedAtHand,
      namedAreDescriptors: what.namedAreDescriptors,
      environment: flags.environment,
      namespace: flags.namespace,
      committers: what.committers && flags.committers !== false,
      progress: terminal.status,
    });
    const looked = narrowed(read, what);
    if (!flags.json) printLooked(terminal, looked, { verbose: flags.verbose === true });
    const { descriptions, faults, warnings, skipped } = looked.checkout;
    const told = flags.dryRun ? null : await tell(clientFor(env, flags), read, what.readers, terminal.status);
    if (faults.length > 0) process.exitCode = exit.failed;
    if ((told?.refused.length ?? 0) > 0) process.exitCode = exit.refused;
    if (flags.json)
      answers.push({
        origin: place.origin,
        descriptions,
        faults,
        warnings,
        skipped: [...skipped, ...looked.skipped],
        notes: looked.notes,
        told,
      });
    else if (told === null) terminal.say('Nothing was sent (--dry-run).');
    else {
      terminal.say(toldLine(told));
      for (const { entity, detail, pointer } of told.refused)
        terminal.say(`  ${entity}: ${detail} (at ${pointer})`);
      for (const [why, its] of Map.groupBy(told.standing, (it) => it.why))
        terminal.say(
          `Nothing was withdrawn of what ${its.map(({ by }) => by).join(', ')} said before: ${why}.`,
        );
    }
  }
  if (flags.json) terminal.json({ places: answers });
};

const withPlaces = (command: Command): Command =>
  withConnection(
    command
      .argument('<path...>', 'folders of checkouts, or files')
      .option('--origin <name>', 'what to call the place (default: the remote of git, else the folder)')
      .option('--repository <url>', "the repository's web address (default: by the remote of git)")
      .option('--namespace <name>', 'where what nobody declares belongs (default: default)')
      .option('--dry-run', 'show what would be sent, and send nothing')
      .option('-v, --verbose', 'every line, of thousands too'),
  );

/** `nightjar catalog`: what is, goes in. */
export const catalog: Register = (program, surroundings) => {
  const group = program
    .command('catalog')
    .description('fill the catalog from files: discover, apply')
    .addHelpText(
      'after',
      `
What is in it:
  nightjar services              # the list; words search, fields filter
  nightjar service pricing       # all about one, at any instant with --at
  nightjar who pricing           # whom to call about it, now
  nightjar edit pricing tier=0   # say something yourself
  nightjar nudges                # what should be settled
  nightjar graph pricing         # what it needs, and what needs it`,
    );
  const discover = withPlaces(
    group
      .command('discover')
      .description(
        'find services in manifests, compose files, definitions and folders; no YAML to be written',
      )
      .option('-e, --environment <name>', 'which environment the manifests are of')
      .option('--no-committers', 'do not look at who changed what of late'),
  ).action((paths: string[], flags: Flags) => act(paths, flags, everything, surroundings));
  examples(discover, [
    ['nightjar catalog discover . --dry-run', 'look first'],
    ['nightjar catalog discover ~/src/shop -e prod', 'a checkout, its manifests of production'],
  ]).addHelpText(
    'after',
    `
Files are read here and stay here: what is sent is which services there are, what they need and why that is thought,
never the value of a variable. Exit code: 0 all was read, 1 a document was not, 3 the server refused some.`,
  );
  const apply = withPlaces(
    group
      .command('apply')
      .description(
        'send what people wrote down: catalog-info.yaml, effx.yaml, CODEOWNERS, definitions of APIs',
      ),
  ).action((paths: string[], flags: Flags) => act(paths, flags, declared, surroundings));
  examples(apply, [
    ['nightjar catalog apply .', 'all descriptors of a checkout; those that are gone are withdrawn'],
    ['nightjar catalog apply entities.yaml', 'one file, whatever it is called; nothing else is withdrawn'],
  ]).addHelpText(
    'after',
    `
Withdrawn is only what was said of this origin by a file that is read now and says it no longer, or that is gone. A file that
is there and cannot be read, or was applied by name, keeps what it said. So does, while a descriptor is broken, every other
one; and what CODEOWNERS says, while any file is. One file with more than 1,000 entities is never shortened.
Files that descriptors name ($text, Locations) are read within the checkout alone, and none that keep secrets.`,
  );
};
