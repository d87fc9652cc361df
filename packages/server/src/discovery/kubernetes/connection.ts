import http, { type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import type { Target } from './target.ts';
import { Trouble } from './trouble.ts';

type Ask = {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The longest silence within the body. */
  readonly silenceMs: number;
};

/** The API of one cluster, asked with GET alone. */
export type Connection = {
  /** An answer with status 200; anything else is a `Trouble`. */
  readonly get: (ask: Ask) => Promise<IncomingMessage>;
};

/** The longest wait for the head of an answer: a list of a busy cluster may take 10 s to begin. */
const answerMs = 30_000;

const configOf = ({ reach }: Target): KubeConfig => {
  const config = new KubeConfig();
  try {
    if (reach.by === 'in-cluster') config.loadFromCluster();
    else config.loadFromFile(reach.path);
  } catch {
    throw new Trouble(
      reach.by === 'in-cluster'
        ? 'this is no pod of a cluster'
        : `${reach.path} cannot be read as a kubeconfig`,
    );
  }
  if (reach.by === 'kubeconfig' && reach.context !== null) config.setCurrentContext(reach.context);
  if (config.getCurrentCluster() === null)
    throw new Trouble(`the configuration has no context ${config.getCurrentContext() ?? ''} with a cluster`);
  return config;
};

const send = (url: URL, options: RequestOptions, { signal, silenceMs }: Ask, waitMs: number) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { request } = url.protocol === 'http:' ? http : https;
    const sent = request(url, { ...options, method: 'GET', signal }, (answer) => {
      clearTimeout(patience);
      answer.socket.setKeepAlive(true, 15_000);
      // A socket that is cut from the far side says nothing at all: silence is what there is to go by.
      answer.setTimeout(silenceMs, () => answer.destroy(new Trouble('it fell silent')));
      if (answer.statusCode === 200) return resolve(answer);
      answer.destroy();
      return reject(new Trouble(`it answered ${answer.statusCode}`, answer.statusCode ?? null));
    });
    const patience = setTimeout(() => sent.destroy(new Trouble('it does not answer')), waitMs);
    sent.on('error', (error) => {
      clearTimeout(patience);
      reject(error);
    });
    sent.end();
  });

/**
 * Tokens, certificates, exec plugins and proxies are the vendor's client's to know. Lists and watches are asked for here:
 * its typed lists take time to turn objects into classes that are not wanted, and its `Watch` (2.0) drops lines that are
 * no JSON, hides the answer to a refusal and has no bound on a line.
 */
export const openConnection = (target: Target, waitMs = answerMs): Connection => {
  let config: KubeConfig | undefined;
  return {
    get: async (ask) => {
      config ??= configOf(target);
      const url = new URL((config.getCurrentCluster()?.server ?? '').replace(/\/$/, '') + ask.path);
      for (const [name, value] of Object.entries(ask.query)) url.searchParams.set(name, value);
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      try {
        return await send(
          url,
          { ...options, headers: { ...options.headers, accept: 'application/json' } },
          ask,
          waitMs,
        );
      } catch (error) {
        // The file may hold another token by now.
        if (error instanceof Trouble && error.status === 401) config = undefined;
        throw error;
      }
    },
  };
};
