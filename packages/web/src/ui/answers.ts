import { QueryClient } from '@tanstack/react-query';

/** Some minutes after the last screen that shows it: whoever goes back sees at once what stood there. */
const keptMs = 10 * 60_000;

/**
 * What the server has answered, for every screen. Nothing is tried again in secret: a trouble is shown, and asked anew from
 * there. Whether there is a network the browser only guesses, so it is always asked.
 */
export const answers = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always', gcTime: keptMs } },
});
