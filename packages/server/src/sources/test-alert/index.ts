import { type AlertState, alertStates, testSource } from '../../change/alert.ts';
import { textAt } from '../json.ts';
import type { Reader } from '../source.ts';

/** What a test says, as a sender would: `endsAt` is when it resolves itself. */
export type TestAlert = {
  readonly key: string;
  readonly state: Extract<AlertState, 'firing' | 'resolved'>;
  readonly at: string;
  readonly endsAt: string;
  readonly service: string;
  readonly environment: string | null;
};

/** Alerts that somebody makes to see where they come out. Nobody sends them; they are read, grouped and diagnosed as all others are. */
export const testAlert: Reader = {
  name: testSource,
  reading: 1,
  map: ({ body }) => {
    const [key, at, service] = [textAt(body, 'key'), textAt(body, 'at'), textAt(body, 'service')];
    const state = alertStates.find((one) => one === textAt(body, 'state'));
    if (key === null || at === null || service === null || state === undefined)
      return { is: 'unread', why: 'It is not what a test of alerts leaves.' };
    const ends = textAt(body, 'endsAt')?.slice(11, 16) ?? null;
    return {
      is: 'alerts',
      alerts: [
        {
          key,
          state,
          at,
          title: `TEST of ${service}: nothing is broken`,
          severity: 'info',
          services: [service],
          environment: textAt(body, 'environment'),
          summary: `Somebody tries where alerts come out.${ends === null ? '' : ` It resolves itself at ${ends} UTC.`}`,
          labels: { test: 'true' },
        },
      ],
    };
  },
};
