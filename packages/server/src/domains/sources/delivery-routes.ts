import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { rawDeliveryAt, type StoredDelivery } from '../../sources/raw-deliveries.ts';
import { readOneAgain } from '../../sources/read-one-again.ts';
import type { House } from './house.ts';
import { knownReader } from './known-source.ts';
import { deliveries } from './projection.ts';
import { changesOf } from './queries.ts';
import { refuse } from './refusals.ts';
import { shownBody } from './shown-body.ts';
import { DeliveryPage, ReadAgain, smallBody } from './wire.ts';

const params = Type.Object({ source: Type.String(), position: Type.Integer({ minimum: 1 }) });

/** One delivery: what was kept of it, and the way to read it again. */
export const deliveryRoutes = (http: Http, kernel: Kernel, house: House): void => {
  const { locate } = house;
  const keptAt = async (org: number, source: string, pos: number): Promise<StoredDelivery> => {
    const raw = await rawDeliveryAt(kernel.database, { org, source, pos });
    if (raw === undefined)
      throw refuse('delivery.unknown', {
        detail: `Nothing is kept of a delivery of ${source} at position ${pos}.`,
      });
    return raw;
  };

  const show = {
    summary: 'What was kept of a delivery, redacted',
    params,
    response: { 200: DeliveryPage },
  };
  http.get(
    '/api/v1/sources/:source/deliveries/:position',
    { config: { right: 'read' }, schema: show },
    async ({ caller, params }) => {
      const { name } = knownReader(house, caller, params.source);
      return shownBody(await keptAt(caller.org, name, params.position));
    },
  );

  const again = {
    summary: 'Read a delivery again, with the adapter as it is now',
    params,
    response: { 200: ReadAgain },
  };
  http.post(
    '/api/v1/sources/:source/deliveries/:position/resend',
    { config: { right: 'admin' }, bodyLimit: smallBody, schema: again },
    async ({ caller, params }) => {
      const reader = knownReader(house, caller, params.source);
      const raw = await keptAt(caller.org, reader.name, params.position);
      const changes = await changesOf(
        await kernel.reader(caller, { of: [deliveries] }),
        reader.name,
        params.position,
      );
      const { org, subject: actor } = caller;
      const done = await readOneAgain(kernel, reader, raw, { org, actor, locate, changes });
      return { ...done, changes: [...done.changes], alerts: [...done.alerts] };
    },
  );
};
