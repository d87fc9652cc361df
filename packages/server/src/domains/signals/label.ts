import type { Locate } from '../../change/located.ts';
import { cut } from '../../telemetry/cut.ts';
import type { Said, SignalRule } from './events.ts';
import type { Labels } from './series.ts';
import { unitOf } from './unit.ts';

/** Bytes of a name that are kept. */
const longestName = 200;

export type RawLabels = Readonly<Record<string, string>>;

const textIn = (raw: RawLabels, label: string | null): string =>
  label !== null && Object.hasOwn(raw, label) ? cut(raw[label] ?? '', longestName).trim() : '';

const saidIn = (raw: RawLabels, said: Said | null): string => {
  if (said === null) return '';
  return 'fixed' in said ? said.fixed : textIn(raw, said.label);
};

type Place = { readonly service: string; readonly environment: string };

/** Names services as reports are named: by the rules of people and the catalog. Remembers what it was asked, so one for a request. */
export const placer = (locate: Locate, org: number, source: string) => {
  const known = new Map<string, Place>();
  return (service: string, environment: string): Place => {
    const key = JSON.stringify([service, environment]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const located = locate({
      org,
      source,
      services: [service],
      environment: environment === '' ? null : environment,
      hints: [],
    });
    const place = {
      service: cut(located.services[0] ?? service, longestName),
      environment: cut(located.environment ?? '', longestName),
    };
    known.set(key, place);
    return place;
  };
};

export type Placer = ReturnType<typeof placer>;

/** What a series of a Prometheus is by a rule, and what its values are to be multiplied by; null where it names no service. */
export const labelled = (
  rule: SignalRule,
  raw: RawLabels,
  place: Placer,
): { readonly labels: Labels; readonly factor: number } | null => {
  const service = saidIn(raw, rule.service);
  if (service === '') return null;
  const environment = saidIn(raw, rule.environment);
  const peer = textIn(raw, rule.peer);
  const { unit, factor } = unitOf(rule.signal, rule.unit ?? undefined, rule.kind);
  return {
    labels: {
      ...place(service, environment),
      instance: textIn(raw, rule.instance),
      peer: peer === '' ? '' : place(peer, environment).service,
      signal: rule.signal,
      stat: rule.stat ?? '',
      unit,
      kind: rule.kind,
    },
    factor,
  };
};
