import type { NewSignalRule, SignalRule, Signals } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Register, repeatable, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { sinceFrom } from '../text/since.ts';
import { table } from '../text/table.ts';
import { wholeNumber } from '../whole-number.ts';

type SetFlags = ConnectionFlags & {
  readonly signal: string;
  readonly stat?: string;
  readonly counter?: boolean;
  readonly unit?: string;
  readonly service?: string;
  readonly serviceLabel?: string;
  readonly environment?: string;
  readonly environmentLabel?: string;
  readonly instanceLabel?: string;
  readonly peerLabel?: string;
  readonly ask?: string;
  readonly query?: string;
  readonly every?: string;
  readonly metric?: string;
  readonly where?: readonly string[];
};

type Said = NewSignalRule['service'];

const said = (fixed: string | undefined, label: string | undefined): Said | undefined =>
  fixed !== undefined ? { fixed } : label !== undefined ? { label } : undefined;

const equalities = (given: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    given.map((entry) => {
      const at = entry.indexOf('=');
      if (at > 0) return [entry.slice(0, at), entry.slice(at + 1)];
      throw new Failure(
        exit.usage,
        `--where ${JSON.stringify(entry)} is no LABEL=VALUE.`,
        'Write --where code=500.',
      );
    }),
  );

const fromOf = ({ ask: url, query, every, metric, where }: SetFlags): NewSignalRule['from'] => {
  if (metric !== undefined && url === undefined && query === undefined)
    return { is: 'remote-write', metric, labels: equalities(where) };
  if (metric === undefined && url !== undefined && query !== undefined)
    return {
      is: 'query',
      url,
      query,
      ...(every === undefined ? {} : { everySeconds: wholeNumber('--every', every, 1) }),
    };
  throw new Failure(
    exit.usage,
    'It is not said where the points come from.',
    'Give --ask and --query, to ask a Prometheus; or --metric, for one that writes to Nightjar.',
  );
};

const ruleOf = (flags: SetFlags): NewSignalRule => {
  const service = said(flags.service, flags.serviceLabel);
  if (service === undefined)
    throw new Failure(
      exit.usage,
      'It is not said which service is measured.',
      'Give --service-label or --service.',
    );
  return {
    signal: flags.signal,
    stat: flags.stat ?? null,
    kind: flags.counter ? 'counter' : 'gauge',
    unit: flags.unit ?? null,
    service,
    environment: said(flags.environment, flags.environmentLabel) ?? null,
    instance: flags.instanceLabel ?? null,
    peer: flags.peerLabel ?? null,
    from: fromOf(flags),
  };
};

const ruleRow = ({ name, signal, stat, from, state }: SignalRule): string[] => [
  name,
  stat === null ? signal : `${signal} ${stat}`,
  from.is === 'query' ? `asks ${from.url} every ${from.everySeconds} s` : `is written as ${from.metric}`,
  state === null ? '' : `${state.state}${state.why === null ? '' : `: ${state.why}`}`,
];

const rounded = (value: number): string => String(Number(value.toPrecision(4)));

const seriesRow = ({
  signal,
  stat,
  environment,
  instance,
  peer,
  unit,
  points,
}: Signals['series'][number]): string[] => {
  const [, last] = points.at(-1) ?? [];
  const least = points.reduce((a, [, , low = a]) => Math.min(a, low), Number.POSITIVE_INFINITY);
  const most = points.reduce((a, [, , , high = a]) => Math.max(a, high), Number.NEGATIVE_INFINITY);
  return [
    stat === null ? signal : `${signal} ${stat}`,
    [environment, instance, peer === null ? null : `to ${peer}`].filter((it) => it !== null).join(', '),
    last === undefined ? '' : `${rounded(last)} ${unit ?? ''}`.trim(),
    last === undefined ? 'nothing' : `${rounded(least)} to ${rounded(most)}`,
  ];
};

const ruleCommands = (group: Command, { env, terminal }: Surroundings): void => {
  withConnection(
    group
      .command('rules', { isDefault: true })
      .description('how metrics of a Prometheus become signals, and how those that ask it stand')
      .action(async (flags: ConnectionFlags) => {
        const list = await clientFor(env, flags).signals.rules();
        if (flags.json) return terminal.json(list);
        if (list.rules.length === 0)
          return terminal.say(`No rules yet. Set one: ${terminal.nightjar} signals set --help`);
        table(terminal, ['name', 'signal', 'from', 'stands'], list.rules.map(ruleRow), { gives: [3, 2, 0] });
      }),
  );
  examples(
    withConnection(
      group
        .command('set')
        .description('set a rule; one of the name is replaced')
        .argument('<name>', 'what it tells: checkout-latency')
        .requiredOption('--signal <name>', 'latency, errors, success, requests, cpu, memory; or another name')
        .option('--stat <name>', 'mean, p99: tells series of one signal apart')
        .option('--counter', 'the metric is a running total: it becomes a rate a minute')
        .option('--unit <unit>', 'the metric’s: s, ms, bytes')
        .option('--service-label <label>', 'the label that names the service')
        .option('--service <name>', 'or always this one')
        .option('--environment-label <label>', 'the label that names the environment')
        .option('--environment <name>', 'or always this one')
        .option('--instance-label <label>', 'a series for each value: pod')
        .option('--peer-label <label>', 'whom the service calls')
        .option('--ask <url>', 'a Prometheus to ask')
        .option('--query <promql>', 'what to ask it')
        .option('--every <seconds>', 'between two questions; 60 where not given')
        .option('--metric <name>', 'a metric that Prometheus writes to Nightjar (remote_write)')
        .option('--where <label=value>', 'with this label alone; may be repeated', repeatable)
        .action(async (name: string, flags: SetFlags) => {
          const set = await clientFor(env, flags).signals.setRule(name, ruleOf(flags));
          if (flags.json) return terminal.json(set);
          terminal.say(`Set ${set.rule.name}.`);
        }),
    ),
    [
      [
        `nightjar signals set p99 --signal latency --stat p99 --unit s --service-label job --ask http://prometheus:9090 --query 'histogram_quantile(0.99, …)'`,
        'asked every minute',
      ],
      [
        'nightjar signals set requests --signal requests --counter --service-label job --metric http_requests_total',
        'by remote_write',
      ],
    ],
  );
  withConnection(
    group
      .command('remove')
      .description('remove a rule; what was measured by it stays')
      .argument('<name>')
      .action(async (name: string, flags: ConnectionFlags) => {
        const done = await clientFor(env, flags).signals.removeRule(name);
        if (flags.json) return terminal.json(done);
        terminal.say(`Removed ${name}.`);
      }),
  );
};

type ShowFlags = ConnectionFlags & { readonly env?: string; readonly since: string };

/** `nightjar signals`: what is measured of services, and by which rules. */
export const signals: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const group = program
    .command('signals')
    .description(
      'latency, errors and the like of services, and the rules they come by: rules, set, remove, show',
    );
  ruleCommands(group, surroundings);
  withConnection(
    group
      .command('show')
      .description('what is measured of a service')
      .argument('<service>')
      .option('--env <name>', 'there alone')
      .option('--since <time>', '2h, 7d, or a time', '1h')
      .action(async (service: string, flags: ShowFlags) => {
        const from = sinceFrom(flags.since, new Date()).toISOString();
        const chart = await clientFor(env, flags).signals.chart({
          service,
          environment: flags.env,
          from,
          width: 120,
        });
        if (flags.json) return terminal.json(chart);
        if (chart.series.length === 0)
          return terminal.say(`Nothing was measured of ${service} since ${from}.`);
        table(terminal, ['signal', 'of', 'last', `since ${flags.since}`], chart.series.map(seriesRow), {
          gives: [1, 0],
        });
        if (chart.cut) terminal.say('There are more series than these.');
      }),
  );
};
