import { canonical } from '../../change/identity.ts';
import type { Delivery, Reading } from '../source.ts';
import { type FlagEvent, flagEventIn } from './flag-event.ts';
import { isOfFlag, isOfSegment, type Told, toldOfFlag, toldOfSegment } from './title.ts';

/** Why an event that people may have ticked is left out, where that is not plain from its name. */
const reasons = new Map<string, string>([
  ['feature-created', 'A flag was created: it is off until somebody turns it on.'],
  ['segment-created', 'A segment was created: no flag uses it yet.'],
  ['change-request-applied', 'A change request was applied: what it changed is told by events of its own.'],
]);

/**
 * Which parts of a strategy or a segment differ, by name. What stands in them are often the addresses of users: that stays in the
 * raw body.
 */
const changedIn = ({ before, data }: FlagEvent): readonly string[] => {
  const partsOf = (value: unknown): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [was, is] = [new Map(partsOf(before)), new Map(partsOf(data))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => canonical(was.get(name) ?? null) !== canonical(is.get(name) ?? null))
    .slice(0, 20);
};

const change = (it: FlagEvent, told: Told): Reading => {
  const { flag, project, environment, actor, at, id } = it;
  const hints = [
    ...(project === null || flag === null ? [] : [{ join: 'unleash', value: `${project}/${flag}` }]),
    ...(project === null ? [] : [{ join: 'unleash', value: project }]),
  ];
  return {
    is: 'changes',
    changes: [
      {
        // One event is one change. Its number starts again in another Unleash, so the moment stands beside it.
        key: [project, environment, flag, id, at].map((part) => part ?? '').join('/'),
        kind: 'flag',
        phase: 'finished',
        ...(at === null ? {} : { at }),
        ...told,
        // Unleash calls its first project default: that is nobody's service.
        services: project === null || project === 'default' ? [] : [project],
        hints,
        environment,
        actor,
        tags: {
          ...(flag === null ? {} : { flag }),
          ...(project === null ? {} : { project }),
        },
        extra: { event: it.type, changed: changedIn(it) },
      },
    ],
  };
};

export const map = ({ body }: Delivery): Reading => {
  const it = flagEventIn(body);
  if (it === null) return { is: 'ignored', why: 'It is no event of Unleash: it has no type.' };
  const reason = reasons.get(it.type);
  if (reason !== undefined) return { is: 'ignored', why: reason };
  if (isOfSegment(it.type)) {
    const told = toldOfSegment(it);
    return told === null ? { is: 'unread', why: 'The event names no segment.' } : change(it, told);
  }
  if (!isOfFlag(it.type))
    return { is: 'ignored', why: `The event ${it.type.slice(0, 100)} changes no answer of a flag.` };
  const told = it.flag === null ? null : toldOfFlag(it, it.flag);
  return told === null ? { is: 'unread', why: 'The event names no flag.' } : change(it, told);
};
