import type { Caller } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import { alertGroups } from './projection.ts';

/** Whether the group turned out to be a part of another, whose diagnosis goes on for both. */
export const isMerged = async (kernel: Kernel, caller: Caller, group: string): Promise<boolean> => {
  const reader = await kernel.reader(caller, { of: [alertGroups] });
  const row = await reader.one(sql`
    select from ${reader.table(alertGroups, 'grp')}
    where id = ${group} and org = ${caller.org} and merged_into is not null`);
  return row !== undefined;
};
