import type { Catalog } from '@nightjar/sdk/catalog';
import type { Edited } from '@nightjar/sdk/wire';
import { attributeFrom } from '../catalog/attribute.ts';
import { printText } from '../catalog/contacts.ts';
import { nameFrom } from '../catalog/name.ts';
import { heading } from '../catalog/style.ts';
import { valueText } from '../catalog/value.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { plain } from '../text/width.ts';

/** What is named alike is said from now on by a person too; taken back, what others say stands. */
const unchanged = (set: Readonly<Record<string, unknown>>): string =>
  Object.values(set).every((value) => value === null)
    ? 'It stays as it is: others say the same, or nobody had said otherwise.'
    : 'It was so already; now a person says so, whatever files and machines come to say.';

/** Owners that nobody has described: a name that was mistyped looks the same as one that is yet to come. */
const strangers = async (catalog: Catalog, { entity, position }: Edited): Promise<string[]> => {
  // What was said stands, whether or not this can be asked.
  const who = await catalog.who(entity, { minPos: position }).catch(() => null);
  const owners = who?.owners ?? [];
  return owners.flatMap(({ owner, chosen }) => (chosen && !owner.known ? [plain(owner.name)] : []));
};

/** `nightjar edit X owner=payments`: a person's word, which wins over what files and machines say. */
export const edit: Register = (program, { env, terminal }) => {
  const command = program
    .command('edit')
    .description('say what something in the catalog is; your word wins over files and machines')
    .argument('<name>', 'a service, or anything else in the catalog: pricing, api:prices, an alias')
    .argument('<attribute=value...>', 'owner=payments, tier=0, contact.chat="#money https://…", tag.pci=yes')
    .action(async (name: string, attributes: string[], flags: ConnectionFlags) => {
      const set = Object.fromEntries(attributes.map(attributeFrom));
      const { catalog } = clientFor(env, flags);
      const done = await catalog.edit(nameFrom(name), set);
      if (flags.json) return terminal.json(done);
      if (done.diff.length === 0) return terminal.say(unchanged(set));
      heading(terminal, plain(done.entity));
      for (const { attribute, before, after } of done.diff)
        printText(terminal, `${attribute}: ${valueText(before)} → ${valueText(after)}`);
      if (!set['owners']) return;
      for (const owner of await strangers(catalog, done))
        terminal.say(
          `! ${owner} is not in the catalog. Mistyped? ${terminal.nightjar} services kind:team lists the teams; nobody can be reached through ${owner} until it is described.`,
        );
    });
  examples(withConnection(command), [
    ['nightjar edit pricing owner=payments tier=0', 'who owns it, and how much hangs on it'],
    ['nightjar edit pricing tier=', 'take back what people said; files and machines count again'],
    ['nightjar service pricing --facts', 'the names of attributes, and who says what'],
  ]);
};
