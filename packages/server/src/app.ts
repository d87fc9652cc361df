import { join } from 'node:path';
import type { Domain } from '@nightjar/kernel/domain';
import type { Authenticate } from '@nightjar/kernel/http/guard';
import type { Kernel } from '@nightjar/kernel/kernel';
import { buildWeb } from '@nightjar/web/build';
import type { Settings } from './settings.ts';
import type { Source } from './sources/source.ts';

/** Who may come in, and what to tell the person who has just started the server. */
export type Access = { readonly authenticate: Authenticate; readonly howToSignIn: readonly string[] };

export type App = {
  readonly domains: readonly Domain[];
  readonly sources: readonly Source[];
  /** Builds the pages, once for a version, and answers their folder. Nothing waits for it but who opens a page. */
  readonly pages: (settings: Settings, say: (line: string) => void) => Promise<string>;
  /** After the log is open, before the door is. */
  readonly access: (kernel: Kernel, settings: Settings) => Promise<Access>;
};

/** The one list of what Nightjar is made of. */
export const app: App = {
  domains: [],
  sources: [],
  pages: async ({ data }, log) => (await buildWeb({ outDir: join(data, 'web'), log })).folder,
  access: async () => ({ authenticate: () => null, howToSignIn: [] }),
};
