import type { Says } from '../description.ts';
import { tierOf } from '../tier.ts';

/** What OpenTelemetry's settings say about the process that is given them. */
export type Resource = {
  readonly name?: string;
  readonly version?: string;
  readonly namespace?: string;
  readonly environment?: string;
  readonly tier?: Says['tier'];
};

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

/**
 * OTEL_SERVICE_NAME (which wins over `service.name`) and OTEL_RESOURCE_ATTRIBUTES: pairs `key=value` with commas, values
 * percent-encoded (OpenTelemetry specification, resource/sdk). What is left unexpanded (`$(NAME)`) says nothing.
 */
export const resourceOf = (variables: Readonly<Record<string, string | undefined>>): Resource => {
  const pairs = new Map(
    (variables['OTEL_RESOURCE_ATTRIBUTES'] ?? '').split(',').flatMap((pair): [string, string][] => {
      const equals = pair.indexOf('=');
      const value = decoded(pair.slice(equals + 1).trim());
      return equals < 1 || value === '' || value.includes('$') ? [] : [[pair.slice(0, equals).trim(), value]];
    }),
  );
  const own = variables['OTEL_SERVICE_NAME']?.trim();
  const name = own && !own.includes('$') ? own : pairs.get('service.name');
  const version = pairs.get('service.version');
  const namespace = pairs.get('service.namespace');
  const environment = pairs.get('deployment.environment.name') ?? pairs.get('deployment.environment');
  const tier = tierOf(pairs.get('service.criticality') ?? '');
  return {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(namespace !== undefined && { namespace }),
    ...(environment !== undefined && { environment }),
    ...(tier !== undefined && { tier }),
  };
};
