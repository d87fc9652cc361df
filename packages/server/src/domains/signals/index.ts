import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { beginRounds, type Round, roundTopic } from '../../rounds.ts';
import { askDue } from './ask/round.ts';
import type { PrometheusTokens } from './ask/tokens.ts';
import { findSeries } from './find.ts';
import { house, openHouse } from './house.ts';
import { pointsRoute } from './points-route.ts';
import { signalRules } from './projection.ts';
import { writeRoute } from './prometheus/write-route.ts';
import type { SignalRetention } from './retention.ts';
import { routes } from './routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { sealDue } from './seal.ts';

type SignalSettings = {
  readonly retention: SignalRetention;
  readonly tokens: PrometheusTokens;
};

const roundsOf = (kernel: Kernel): Round[] => [
  {
    topic: 'signals.ask',
    everyMs: 10_000,
    run: async (signal) => {
      await askDue(kernel, house(kernel), 'well', signal);
      return undefined;
    },
  },
  {
    topic: 'signals.ask-ailing',
    everyMs: 10_000,
    run: async (signal) => {
      await askDue(kernel, house(kernel), 'ailing', signal);
      return undefined;
    },
  },
  {
    topic: 'signals.seal',
    everyMs: 60_000,
    run: async (signal) => {
      await sealDue(kernel.database, kernel.clock.now().getTime(), signal);
      return undefined;
    },
  },
];

/** What others measure of services. */
export const signalsWith = ({ retention, tokens }: SignalSettings): Domain =>
  domain({
    name: 'signals',
    projections: [signalRules],
    topics: (kernel) => roundsOf(kernel).map((round) => roundTopic(kernel, round, [...tokens.values()])),
    routes: (http, kernel) => {
      const { collector, locate } = house(kernel);
      http.addHook('onClose', collector.close);
      pointsRoute(http, collector, locate);
      writeRoute(http, kernel, collector, locate);
      routes(http, kernel, retention);
      ruleRoutes(http, kernel);
    },
  });

/** Opened before its routes are added, with who tells which service is meant. */
export const openSignals = openHouse;

/** Begins what has not begun yet: to ask, and to seal. */
export const beginSignals = (kernel: Kernel): Promise<void> => beginRounds(kernel, roundsOf(kernel));

/** What measurements give to a diagnosis. */
export const signalSeries = findSeries;
