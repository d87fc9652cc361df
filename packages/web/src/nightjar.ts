import { connect } from '@nightjar/sdk/connect';

/** The server that this page came from; who is signed in is in its cookie. */
export const nightjar = connect({ url: location.origin });
