import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { ElkNode } from './elk.ts';

/** How elk-worker talks: https://github.com/kieler/elkjs, elk-api.js. A refusal is an object with a message, if any. */
type Told = { readonly id: number; readonly data?: ElkNode; readonly error?: { readonly message?: string } };

/** A graph of two hundred nodes takes half a second; what takes so long is not going to end. */
const patienceMs = 20_000;

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, { resolve: (laid: ElkNode) => void; reject: (error: Error) => void }>();

const giveUp = (why: string): void => {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new Error(why));
  waiting.clear();
};

/**
 * elkjs (EPL-2.0) is shipped unmodified as a file of its own, loaded when the first graph is drawn, and spoken to by
 * messages: nothing of it is part of our script, and a large graph does not hold up the page.
 */
const open = (): Worker => {
  const opened = new Worker(workerUrl);
  opened.onmessage = ({ data }: MessageEvent<Told>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.data !== undefined) asker?.resolve(data.data);
    else asker?.reject(new Error(data.error?.message ?? 'The graph could not be laid out.'));
  };
  opened.onerror = () => giveUp('The part that lays out graphs could not be loaded.');
  opened.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  return opened;
};

/** Where everything is to stand. Fails where the browser has no workers, or ELK gives up. */
export const layOut = (graph: ElkNode): Promise<ElkNode> =>
  new Promise((resolve, reject) => {
    worker ??= open();
    asked += 1;
    const timer = setTimeout(() => giveUp('Laying out the graph took too long.'), patienceMs);
    const settled =
      <T>(then: (it: T) => void) =>
      (it: T): void => {
        clearTimeout(timer);
        then(it);
      };
    waiting.set(asked, { resolve: settled(resolve), reject: settled(reject) });
    worker.postMessage({ id: asked, cmd: 'layout', graph, layoutOptions: {}, options: {} });
  });
