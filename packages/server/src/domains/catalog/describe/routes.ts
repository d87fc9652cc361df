import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { editEntity } from '../edit.ts';
import { instantOf } from '../read.ts';
import { refuse } from '../refusals.ts';
import { At, Edit, Edited } from '../wire.ts';
import { describe } from './describe.ts';
import { takeDescriptors } from './descriptors.ts';
import type { Told } from './normalise.ts';
import { Described, DescriptionsBody, Descriptors } from './wire.ts';

const tags = ['catalog'];

/** Larger files of descriptors are definitions that belong behind a link. */
const mostYaml = 10 * 2 ** 20;
const mostDescriptions = 32 * 2 ** 20;

/** What YAML is sent as: RFC 9512, and what people used before it. */
const yamlTypes = /^(?:application\/(?:x-)?yaml|text\/(?:x-)?yaml|text\/plain)(?:;|$)/;

const textOf = (body: unknown): string => {
  if (!Buffer.isBuffer(body)) throw refuse('catalog.not-yaml');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refuse('catalog.not-yaml', { detail: 'The body is not UTF-8.' });
  }
};

const descriptorsRoute = (http: Http, kernel: Kernel): void => {
  http.addContentTypeParser(yamlTypes, { parseAs: 'buffer' }, (_, body, done) => done(null, body));

  http.post(
    '/api/v1/catalog/descriptors',
    {
      config: { right: 'ingest' },
      bodyLimit: mostYaml,
      schema: {
        summary:
          'Describe entities by a file of descriptors (YAML): catalog-info.yaml, effx.yaml; answers a document each',
        tags,
        consumes: ['application/yaml'],
        querystring: Type.Object({
          /** What the file is a part of: `github.com/acme/pricing`. */
          origin: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
          /** Where within it: `services/pricing/catalog-info.yaml`. */
          path: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          /** The web address of the repository; by the origin where that is one: `github.com/acme/pricing`. */
          repository: Type.Optional(Type.String({ maxLength: 500, pattern: '^https?://[^\\s/]' })),
          ...At,
        }),
        response: { 200: Descriptors },
      },
    },
    async (request): Promise<Descriptors> => {
      const { origin = null, path = null, repository = null } = request.query;
      const at = instantOf(request.query);
      const text = textOf(request.body);
      return takeDescriptors(kernel, request.caller, { text, origin, path, repository, at });
    },
  );
};

/** What is said of entities: by files, by readers elsewhere, by people. */
export const describeRoutes = (http: Http, kernel: Kernel): void => {
  // In a scope of its own, so that only this route takes YAML.
  void http.register(async (scope) => descriptorsRoute(scope as unknown as Http, kernel));

  http.post(
    '/api/v1/catalog/descriptions',
    {
      config: { right: 'ingest' },
      bodyLimit: mostDescriptions,
      schema: {
        summary: 'Describe entities by what was read elsewhere; the same again changes nothing',
        tags,
        body: DescriptionsBody,
        response: { 200: Described },
      },
    },
    async (request): Promise<Described> => {
      const { by, origin, whole = false, unread = [], descriptions } = request.body;
      if (by === 'manual' || by === 'nightjar')
        throw refuse('catalog.reserved-reader', { detail: `"${by}" is not a reader of things elsewhere.` });
      const at = instantOf(request.body);
      const { position, results, withdrawn } = await describe(kernel, request.caller, {
        by,
        origin,
        whole,
        unread,
        descriptions: descriptions.map((it): Told => ({ ...it, by })),
        ...(at === null ? {} : { at }),
      });
      const count = (is: string): number => results.filter((it) => it.is === is).length;
      return {
        position,
        described: count('described'),
        unchanged: count('unchanged'),
        withdrawn: withdrawn.length,
        refused: results.flatMap((it, nth) =>
          it.is === 'refused'
            ? [{ entity: it.entity, detail: it.detail, pointer: `/descriptions/${nth}${it.pointer}` }]
            : [],
        ),
      };
    },
  );

  http.patch(
    '/api/v1/catalog/entities/:ref',
    {
      config: { right: 'admin' },
      schema: {
        summary: 'Say attributes of an entity, as a person; null takes one back',
        tags,
        params: Type.Object({ ref: Type.String({ maxLength: 500 }) }),
        body: Edit,
        response: { 200: Edited },
      },
    },
    async (request): Promise<Edited> => editEntity(kernel, request.caller, request.params.ref, request.body),
  );
};
