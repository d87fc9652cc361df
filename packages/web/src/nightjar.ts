import { connect } from '@nightjar/sdk/connect';
import { notice } from './offline/reached.ts';
import { askToSignIn } from './ui/useSignedIn.ts';

/** The server that this page came from; who is signed in is in its cookie. */
export const nightjar = connect({
  url: location.origin,
  hear: (heard) => {
    notice(heard);
    // Whatever was asked, by a screen or by a form: who is not signed in is asked to be.
    if (heard.is === 'answered' && heard.status === 401) askToSignIn();
  },
});
