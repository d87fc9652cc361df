import type { Alert, AlertGroup } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { nowThere } from '../ui/now.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';

const minute = 60_000;

/** The group that an alert is part of now; null where there is none, and until it is known. It may turn out to be part of another. */
export const useGroupOf = ({ id, lastAt }: Pick<Alert, 'id' | 'lastAt'>): AlertGroup | null => {
  const { answer } = useAnswer(
    ['group of alert', id],
    async (signal) => (await nightjar.alerts.groups({ alert: id, limit: 1, signal })).groups[0] ?? null,
    (last) => {
      const age = nowThere() - Date.parse(lastAt);
      if (age < 2 * minute && last === null) return 2_000;
      return age < 20 * minute ? 10_000 : minute;
    },
  );
  return shown(answer);
};
