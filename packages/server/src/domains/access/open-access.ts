import type { Authenticate } from '@nightjar/kernel/http/guard';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { authenticator } from './authenticate.ts';
import { type AccessSettings, openHouse } from './house.ts';
import { ensureLocalToken } from './local-token.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { signingIn } from './sign-in.ts';
import { tokenRoutes } from './token-routes.ts';
import { welcome } from './welcome.ts';

export type Access = {
  /** For `openHttp`. */
  readonly authenticate: Authenticate;
  readonly routes: (http: Http) => void;
  /** The path and fragment to print at a start, `/welcome#code=…`, while nobody has joined; else null. */
  readonly welcomeLink: () => string | null;
  /** Sees that the file holds an admin token for the command line; call it when the log is open. */
  readonly ensureLocalToken: (file: string) => Promise<'kept' | 'written'>;
  readonly close: () => void;
};

const shortestBootstrapToken = 16;

/** Who may come in. Needs the models of this domain to have been started. */
export const openAccess = async (kernel: Kernel, settings: AccessSettings): Promise<Access> => {
  const { bootstrapToken } = settings;
  if (bootstrapToken !== null && bootstrapToken.length < shortestBootstrapToken)
    throw new Error(`The bootstrap token is shorter than ${shortestBootstrapToken} characters.`);
  const house = openHouse(kernel, settings);
  const code = welcome();
  const signIn = signingIn(house, code);
  // A model that is being built answers later; until then only the bootstrap token is known.
  await house.refresh().catch(() => {});
  return {
    authenticate: authenticator(house),
    routes: (http) => {
      tokenRoutes(http, kernel, house);
      peopleRoutes(http, kernel, house);
      sessionRoutes(http, house, signIn);
    },
    welcomeLink: () => (signIn.firstRun() ? code.link : null),
    ensureLocalToken: (file) => ensureLocalToken(house, file),
    close: house.close,
  };
};
