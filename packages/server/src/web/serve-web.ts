import type { Http } from '@nightjar/kernel/http/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodingFor, matches, takesHtml } from './encoding.ts';
import { type Encoding, type PageFile, type Pages, readPages } from './pages.ts';
import { again, againPath, plainPage } from './plain-page.ts';
import { lastWorker, workerPolicy } from './worker.ts';

/** Assets carry a hash of their content in their name; the page that names them is asked for anew each time. */
const forever = 'public, max-age=31536000, immutable';
const askAgain = 'no-cache';

type Served =
  | { readonly is: 'building' }
  | { readonly is: 'ready'; readonly pages: Pages }
  | { readonly is: 'failed' };

/** Where programs knock: what is said of an address there is for them, whoever asks. */
const forPrograms = /^\/(?:api|hooks|graphql|v1|v2)(?:[/?]|$)/;

const sendBody = (
  reply: FastifyReply,
  { type, bodies }: PageFile,
  encoding: Encoding,
  caching: string,
): FastifyReply => {
  reply.type(type).headers({ 'cache-control': caching, vary: 'accept-encoding' });
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(bodies[encoding] ?? bodies.identity);
};

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  file: PageFile,
  caching: string,
): FastifyReply => {
  const encoding = encodingFor(request.headers['accept-encoding'], file.bodies);
  const etag = `"${file.hash}-${encoding}"`;
  reply.header('etag', etag);
  if (!matches(request.headers['if-none-match'], etag)) return sendBody(reply, file, encoding, caching);
  // The type also where there is no body: the door gives data a policy under which no page can run, and a browser takes the
  // headers of a 304 for those of the page it has.
  return reply
    .type(file.type)
    .headers({ 'cache-control': caching, vary: 'accept-encoding' })
    .code(304)
    .send();
};

const sendPlain = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(body);

export type WebOptions = {
  /** How long who opens a page is kept waiting for a build; it takes one to three seconds on a laptop. */
  readonly patienceMs?: number;
  /** Browsers keep nothing, and give up what they kept. */
  readonly offline?: 'on' | 'off';
};

/**
 * Serves the pages from `folder`, what `buildWeb` answered or the promise of it. A page waits for its build; where that takes
 * too long or failed, a plain page says so, and the API works all the same. Open to anyone: the pages hold no data.
 */
export const serveWeb = (
  http: Http,
  folder: string | Promise<string>,
  { patienceMs = 30_000, offline = 'on' }: WebOptions = {},
): void => {
  let served: Served = { is: 'building' };
  const settled = Promise.resolve(folder)
    .then(readPages)
    .then(
      (pages) => {
        served = { is: 'ready', pages };
      },
      (error: unknown) => {
        served = { is: 'failed' };
        http.log.error({ err: error }, 'the pages cannot be served; the API works without them');
      },
    );

  const open = { config: { right: 'anyone' as const } };

  const patience = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, patienceMs).unref();
    });

  /** The page as it is built, or the plain one that says why there is none. */
  const page = async (
    reply: FastifyReply,
    then: (index: PageFile) => FastifyReply,
  ): Promise<FastifyReply> => {
    if (served.is === 'building') await Promise.race([settled, patience()]);
    const now: Served = served;
    if (now.is === 'building') return sendPlain(reply.header('retry-after', '5'), 503, plainPage('building'));
    const index = now.is === 'ready' ? now.pages.get('index.html') : undefined;
    return index === undefined ? sendPlain(reply, 503, plainPage('failed')) : then(index);
  };
  for (const path of [
    '/',
    '/welcome',
    '/sign-in',
    '/about',
    '/start',
    '/alerts',
    '/alerts/*',
    '/diagnoses',
    '/diagnoses/*',
    '/catalog',
    '/catalog/*',
    '/gallery',
    '/graph',
    '/noise',
    '/sources',
    '/sources/*',
  ])
    http.get(path, open, (request, reply) => page(reply, (index) => send(request, reply, index, askAgain)));

  // A person who mistyped an address is told so by the page, which knows the ways on; a program by the refusal it can read.
  http.get('/*', open, async (request, reply) => {
    const { accept, 'accept-encoding': encodings } = request.headers;
    if (!takesHtml(accept) || forPrograms.test(request.url)) return reply.callNotFound();
    return page(reply, (index) =>
      sendBody(reply.code(404), index, encodingFor(encodings, index.bodies), askAgain),
    );
  });

  http.get(againPath, open, (_, reply) =>
    reply.headers({ 'cache-control': askAgain }).type('text/javascript; charset=utf-8').send(again),
  );

  /** Of files whose names never change. */
  const named = async (name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (served.is === 'building') await Promise.race([settled, patience()]);
    const now: Served = served;
    const file = now.is === 'ready' ? now.pages.get(name) : undefined;
    if (file !== undefined) return send(request, reply, file, askAgain);
    return now.is === 'ready'
      ? sendPlain(reply, 404, plainPage('gone'))
      : sendPlain(reply, 503, plainPage(now.is));
  };
  // What runs before every page is asked for anew each time: a browser learns of another at the next visit.
  http.get('/sw.js', open, async (request, reply) => {
    reply.headers({ 'content-security-policy': workerPolicy, 'service-worker-allowed': '/' });
    if (offline === 'on') return named('sw.js', request, reply);
    return reply
      .headers({ 'cache-control': askAgain })
      .type('text/javascript; charset=utf-8')
      .send(lastWorker);
  });
  http.get('/manifest.webmanifest', open, (request, reply) => named('manifest.webmanifest', request, reply));
  http.get('/icons/:name', open, (request, reply) =>
    named(`icons/${(request.params as { readonly name: string }).name}`, request, reply),
  );

  http.get('/assets/*', open, (request, reply) => {
    const name = `assets/${(request.params as { readonly '*': string })['*']}`;
    const file = served.is === 'ready' ? served.pages.get(name) : undefined;
    if (file === undefined) return sendPlain(reply, 404, plainPage('gone'));
    return send(request, reply, file, forever);
  });
};
