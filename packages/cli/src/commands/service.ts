import type { Annotated } from '@nightjar/sdk/wire';
import { Option } from 'commander';
import { type AtFlag, atFrom, countedFrom, withAt } from '../catalog/at.ts';
import { lostText } from '../catalog/lost.ts';
import { nameFrom } from '../catalog/name.ts';
import { printFacts, printHistory } from '../catalog/print-facts.ts';
import { ownedBy, printOwned } from '../catalog/print-owned.ts';
import { printPage } from '../catalog/print-page.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

type Flags = ConnectionFlags &
  AtFlag & {
    readonly facts?: boolean;
    readonly history?: boolean;
    readonly annotate?: Annotated['form'];
  };

const forms: readonly Annotated['form'][] = ['backstage', 'effx', 'kubernetes'];

/** What is not YAML of it stands in comments: so the whole can be copied, or sent to `catalog apply`. */
const printAnnotated = ({ line, columns }: Terminal, { place, lost, text }: Annotated): void => {
  const said = [place, ...lost.map((attribute) => `This form cannot say ${lostText(attribute)}.`)];
  for (const one of said) for (const words of wrap(plain(one), columns - 2)) line(`# ${words}`);
  if (text !== '') line(text.trimEnd());
};

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
  ).action(async (typed: string, flags: Flags) => {
    const name = nameFrom(typed);
    const { catalog } = clientFor(env, flags, 1);
    const at = atFrom(flags);
    if (flags.annotate !== undefined) {
      const written = await catalog.annotate(name, flags.annotate, { at });
      if (flags.json) return terminal.json(written);
      return printAnnotated(terminal, written);
    }
    if (flags.facts || flags.history) {
      const [facts, history] = await Promise.all([
        flags.facts ? catalog.facts(name, { at }) : null,
        flags.history ? catalog.history(name, { at }) : null,
      ]);
      if (flags.json)
        return terminal.json(
          facts === null || history === null ? (facts ?? history ?? {}) : { facts, history },
        );
      const now = countedFrom(terminal, at);
      if (facts !== null) printFacts(terminal, facts, now);
      if (facts !== null && history !== null) terminal.line('');
      if (history !== null) printHistory(terminal, history);
      return;
    }
    const [page, who] = await Promise.all([catalog.entity(name, { at }), catalog.who(name, { at })]);
    if (flags.json) return terminal.json(page);
    printPage(terminal, page, who, countedFrom(terminal, at));
    const owned = await ownedBy(catalog, page, at);
    if (owned !== null) printOwned(terminal, owned);
  });
  examples(withConnection(command), [
    ['nightjar service pricing', 'what it is, whom to call, what it needs, where to look'],
    ['nightjar service pricing --facts', 'which source says what, and which is believed'],
    ['nightjar service pricing --history', 'who changed what, and when'],
    ['nightjar service pricing --at 2026-03-01T02:51Z', 'as it was on that night'],
    ['nightjar service pricing --annotate backstage > catalog-info.yaml', 'to own it by a file'],
  ]);
};
