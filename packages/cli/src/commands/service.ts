import type { Annotated } from '@nightjar/sdk/wire';
import { Option } from 'commander';
import { type AtFlag, atFrom, withAt } from '../catalog/at.ts';
import { printFacts, printHistory } from '../catalog/print-facts.ts';
import { printPage } from '../catalog/print-page.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';

type Flags = ConnectionFlags &
  AtFlag & {
    readonly facts?: boolean;
    readonly history?: boolean;
    readonly annotate?: Annotated['form'];
  };

const forms: readonly Annotated['form'][] = ['backstage', 'effx', 'kubernetes'];

/** `nightjar service X`: everything about one thing. */
export const service: Register = (program, { env, terminal }) => {
  const command = withAt(
    program
      .command('service')
      .description('everything about a service, or about anything else in the catalog')
      .argument('<name>', 'pricing, an alias, api:prices, resource:payments/ledger-db')
      .option('--facts', 'who says what about it, and why which word stands')
      .option('--history', 'what became of it, newest first')
      .addOption(new Option('--annotate <form>', 'a descriptor to paste that says the same').choices(forms)),
  ).action(async (name: string, flags: Flags) => {
    const { catalog } = clientFor(env, flags, 1);
    const at = atFrom(flags);
    const now = new Date();
    if (flags.annotate !== undefined) {
      const written = await catalog.annotate(name, flags.annotate, { at });
      if (flags.json) return terminal.json(written);
      terminal.line(written.text.trimEnd());
      terminal.say(`It belongs here: ${written.place}`);
      if (written.lost.length > 0) terminal.say(`It cannot say: ${written.lost.join(', ')}`);
      return;
    }
    if (flags.facts) {
      const facts = await catalog.facts(name, { at });
      return flags.json ? terminal.json(facts) : printFacts(terminal, facts, now);
    }
    if (flags.history) {
      const history = await catalog.history(name);
      return flags.json ? terminal.json(history) : printHistory(terminal, history);
    }
    const [page, who] = await Promise.all([catalog.entity(name, { at }), catalog.who(name, { at })]);
    if (flags.json) return terminal.json(page);
    if (at !== undefined) terminal.say(`As of ${at}`);
    printPage(terminal, page, who, at === undefined ? now : new Date(at));
  });
  examples(withConnection(command), [
    ['nightjar service pricing', 'what it is, whom to call, what it needs, where to look'],
    ['nightjar service pricing --facts', 'which source says what, and which is believed'],
    ['nightjar service pricing --history', 'who changed what, and when'],
    ['nightjar service pricing --at 2026-03-01T02:51Z', 'as it was on that night'],
    ['nightjar service pricing --annotate backstage > catalog-info.yaml', 'to own it by a file'],
  ]);
};
