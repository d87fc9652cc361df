import type { Line } from './line.ts';
import type {
  Signals as Chart,
  Done,
  NewSignalRule,
  NewSignals,
  PointsTaken,
  SeriesList,
  SignalRuleAnswer,
  SignalRuleList,
  SignalSegment,
} from './wire.ts';

type Signal = { readonly signal?: AbortSignal | undefined };

type Of = {
  readonly service?: string | undefined;
  readonly environment?: string | undefined;
  /** latency, errors, requests, …: which measurement. */
  readonly of?: string | undefined;
};

/** What is measured of services. */
export type Signals = {
  /** Points that came too late, or of too many series, are refused in the answer and not to be sent again. */
  readonly send: (series: NewSignals) => Promise<PointsTaken>;
  readonly series: (of?: Of, options?: Signal) => Promise<SeriesList>;
  /** In the resolution that fits a width in pixels; the last hour where no time is given. */
  readonly chart: (
    of?: Of & {
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      readonly width?: number | undefined;
    },
    options?: Signal,
  ) => Promise<Chart>;
  /** 360 slots of 10, 60, 600 or 3600 seconds from a moment on (ms since 1970) at which a segment begins. */
  readonly segment: (
    series: string,
    at: { readonly resolution: number; readonly from: number },
    options?: Signal,
  ) => Promise<SignalSegment>;
  /** How metrics become signals, and how those that ask a Prometheus stand. */
  readonly rules: (options?: Signal) => Promise<SignalRuleList>;
  readonly rule: (name: string, options?: Signal) => Promise<SignalRuleAnswer>;
  readonly setRule: (name: string, rule: NewSignalRule) => Promise<SignalRuleAnswer>;
  readonly removeRule: (name: string) => Promise<Done>;
};

const root = '/api/v1/signals';

export const signalsOver = (line: Line): Signals => {
  const ruleAt = (name: string): string => `${root}/rules/${encodeURIComponent(name)}`;
  return {
    send: (series) =>
      line.json<PointsTaken>({ method: 'POST', path: root, body: { series } }, ['taken', 'refused']),
    series: ({ of, ...query } = {}, { signal } = {}) =>
      line.json<SeriesList>({ path: `${root}/series`, query: { ...query, signal: of }, signal }, ['series']),
    chart: ({ of, ...query } = {}, { signal } = {}) =>
      line.json<Chart>({ path: root, query: { ...query, signal: of }, signal }, [
        'series',
        'resolutionSeconds',
      ]),
    segment: (series, { resolution, from }, { signal } = {}) =>
      line.json<SignalSegment>(
        { path: `${root}/segments/${encodeURIComponent(series)}/${resolution}/${from}`, signal },
        ['slots', 'sealed'],
      ),
    rules: ({ signal } = {}) => line.json<SignalRuleList>({ path: `${root}/rules`, signal }, ['rules']),
    rule: (name, { signal } = {}) => line.json<SignalRuleAnswer>({ path: ruleAt(name), signal }, ['rule']),
    setRule: (name, rule) =>
      line.json<SignalRuleAnswer>({ method: 'PUT', path: ruleAt(name), body: rule, repeatable: true }, [
        'rule',
      ]),
    removeRule: (name) => line.json<Done>({ method: 'DELETE', path: ruleAt(name) }, ['position']),
  };
};
