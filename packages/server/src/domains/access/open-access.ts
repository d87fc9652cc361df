import type { Authenticate } from '@nightjar/kernel/http/guard';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { refusals } from '@nightjar/kernel/refusal';
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
  /**
   * The path and fragment to print at a start, `/welcome#code=…`, while nobody has joined; else null, also where the read
   * models have not come so far as to tell. Call it when they have been started.
   */
  readonly welcomeLink: () => Promise<string | null>;
  /** Sees that the file holds an admin token for the command line; needs the log alone. */
  readonly ensureLocalToken: (file: string) => Promise<'kept' | 'written'>;
};

const shortestBootstrapToken = 16;

const refuse = refusals({
  'settings.bootstrap-token': {
    kind: 'invalid',
    says: `NIGHTJAR_BOOTSTRAP_TOKEN is shorter than ${shortestBootstrapToken} characters.`,
    next: 'Set it to something long and random, such as the output of `openssl rand -hex 32`.',
  },
});

/** Who may come in. */
export const openAccess = (kernel: Kernel, settings: AccessSettings): Access => {
  const { bootstrapToken } = settings;
  if (bootstrapToken !== null && bootstrapToken.length < shortestBootstrapToken)
    throw refuse('settings.bootstrap-token');
  const house = openHouse(kernel, settings);
  const code = welcome();
  const signIn = signingIn(house, code);
  return {
    authenticate: authenticator(house),
    routes: (http) => {
      tokenRoutes(http, kernel, house);
      peopleRoutes(http, kernel, house);
      sessionRoutes(http, house, signIn);
      http.addHook('onClose', (_, done) => {
        house.close();
        done();
      });
    },
    welcomeLink: async () => {
      await house.catchUp().catch(() => false);
      return signIn.firstRun() ? code.link : null;
    },
    ensureLocalToken: (file) => ensureLocalToken(house, file),
  };
};
