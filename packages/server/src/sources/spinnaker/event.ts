import { field } from '../json.ts';

/** The event of a delivery. An endpoint with `wrap: true` gets it in a field, which is `payload` unless the endpoint names another. */
export const eventIn = (body: unknown): unknown =>
  field(body, 'details') === null && field(body, 'payload', 'details') !== null
    ? field(body, 'payload')
    : body;
