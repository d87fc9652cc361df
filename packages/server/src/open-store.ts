import { acceptDatabase } from '@nightjar/kernel/database/acceptable';
import { migrate } from '@nightjar/kernel/database/migrate';
import { startEmbedded } from '@nightjar/kernel/embedded/embedded';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Settings } from './settings.ts';

export type Store = { readonly url: string; readonly is: string } & AsyncDisposable;

/** The database of the settings, migrated: the one that is named, else the one that Nightjar brings along. */
export const openStore = async (
  settings: Settings,
  logger: Kernel['logger'],
  say: (line: string) => void,
): Promise<Store> => {
  await using opening = new AsyncDisposableStack();
  let url = settings.database?.href;
  if (url === undefined) {
    const embedded = await startEmbedded({ data: settings.data, log: (line) => logger.warn(line) });
    opening.defer(embedded.stop);
    url = embedded.url;
  }
  const version = await acceptDatabase(url, { say });
  await migrate(url);
  const opened = opening.move();
  return {
    url,
    is: `PostgreSQL ${version}, ${settings.database === undefined ? `embedded in ${settings.data}` : 'by DATABASE_URL'}`,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};
