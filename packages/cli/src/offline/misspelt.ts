import { unknownSettings } from '@nightjar/kernel/config/settings';
import { table } from '@nightjar/server/settings';

/** A sentence for each variable that begins with NIGHTJAR_ and that neither the server nor this command reads. */
export const misspelt = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  unknownSettings(table, env);
