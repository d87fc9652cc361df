import type { Http } from '@nightjar/kernel/http/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonIn, textAt } from '../../sources/json.ts';
import { verify } from '../../sources/slack/verify.ts';
import type { Ears } from '../provider.ts';
import { type Hearing, hearAction, hearCommand, hearEvent } from './hear.ts';
import { heardOnce } from './heard-once.ts';
import { refused } from './refusals.ts';

const at = '/hooks/slack-app';

/** Slack's payloads have some kilobytes; a message with fifty blocks comes back whole with the press of its button. */
const bodyLimit = 512 * 1024;

type HooksOptions = Hearing & { readonly secrets: readonly string[] };

const header = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** Fields of a form, which Slack sends for commands and for presses (application/x-www-form-urlencoded). */
const form = (body: Buffer): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(body.toString('utf8')));

/**
 * `POST /hooks/slack-app/{events,commands,interactions}`: what Slack sends to an app that it can reach. Open to anyone, because
 * the signature is the right. Each is answered within Slack's three seconds: a press when it is kept, a command before it is answered.
 */
export const hooks = (http: Http, ears: Ears, { secrets, ...hearing }: HooksOptions): void => {
  const isNew = heardOnce();

  /** The bytes, where they are Slack's. */
  const genuine = (request: FastifyRequest): Buffer => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = {
      'x-slack-signature': header(request, 'x-slack-signature'),
      'x-slack-request-timestamp': header(request, 'x-slack-request-timestamp'),
    };
    const verdict = verify(body, headers, secrets, ears.now());
    if (verdict === 'stale') throw refused('slack.stale');
    if (verdict !== 'genuine') throw refused('slack.signature');
    return body;
  };

  const events = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = jsonIn(genuine(request).toString('utf8'));
    if (textAt(body, 'type') === 'url_verification') {
      const challenge = textAt(body, 'challenge');
      if (challenge === null) throw refused('slack.unreadable');
      return reply.type('text/plain; charset=utf-8').send(Buffer.from(challenge.slice(0, 1000)));
    }
    if (textAt(body, 'type') !== 'event_callback') throw refused('slack.unreadable');
    const id = textAt(body, 'event_id');
    // `X-Slack-Retry-Num` counts retries; the id is what they have in common.
    if (id === null || isNew(id)) await hearEvent(body, ears);
    return reply.code(200).send();
  };

  const commands = async (request: FastifyRequest, reply: FastifyReply) => {
    const payload = form(genuine(request));
    if (textAt(payload, 'command') === null) throw refused('slack.unreadable');
    void hearCommand(payload, ears, hearing);
    return reply.code(200).send();
  };

  const interactions = async (request: FastifyRequest, reply: FastifyReply) => {
    const payload = jsonIn(form(genuine(request))['payload'] ?? null);
    if (textAt(payload, 'type') === null) throw refused('slack.unreadable');
    await hearAction(payload, ears, hearing);
    return reply.code(200).send();
  };

  http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    for (const [name, handler] of Object.entries({ events, commands, interactions }))
      scope.post(
        `${at}/${name}`,
        { config: { right: 'anyone' }, bodyLimit, schema: { hide: true } },
        handler,
      );
  });
};
