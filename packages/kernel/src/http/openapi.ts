import swagger from '@fastify/swagger';
import type { Http } from './http.ts';

/** The document of every route registered after this, from the schemas that also check and serialise. */
export const describeRoutes = async (http: Http, version: string): Promise<void> => {
  await http.register(swagger.default, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Nightjar', version },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token: njt_<id>_<secret>' },
          session: { type: 'apiKey', in: 'cookie', name: 'nightjar_session' },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const right = route.config?.right ?? 'admin';
      return {
        url,
        schema: {
          ...schema,
          ...(right === 'anyone' ? { security: [] } : { security: [{ token: [] }, { session: [] }] }),
          description: [
            schema?.description,
            right === 'anyone' ? 'Open to anyone.' : `Needs the right \`${right}\`.`,
          ]
            .filter(Boolean)
            .join(' '),
        },
      };
    },
  });
};
