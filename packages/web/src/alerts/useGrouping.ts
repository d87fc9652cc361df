import { nightjar } from '../nightjar.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { type Grouping, ungrouped } from './grouped.ts';
import { everyMs } from './useAlerts.ts';

/** Groups of several alerts whose members are asked for: more storms at once nobody has. */
const mostGroups = 10;
/** As many as the list has of all: the newest of each group are enough to tell them. */
const mostMembers = 200;

/** Which of the open alerts are of one cause, live; without an answer none are. */
export const useGrouping = (): Grouping => {
  const { answer } = useAnswer(
    ['open groups'],
    async (signal): Promise<Grouping> => {
      const { groups } = await nightjar.alerts.groups({ state: 'open', limit: 200, signal });
      const several = groups.filter(({ firing }) => firing > 1).slice(0, mostGroups);
      const members = await Promise.all(
        several.map(async ({ id }) => {
          const page = await nightjar.alerts.group(id, { open: true, limit: mostMembers, signal });
          return page.members.map(({ alert }) => [alert, id] as const);
        }),
      );
      return { groups: new Map(several.map((group) => [group.id, group])), of: new Map(members.flat()) };
    },
    () => everyMs,
  );
  return shown(answer) ?? ungrouped;
};
