import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Provider } from '../../providers/provider.ts';
import { placesOf } from './parts.ts';
import { places } from './projection.ts';
import { unreachable } from './trouble.ts';
import type { NotificationList, NotifiedPlace } from './wire.ts';

type Row = {
  readonly place: string;
  readonly code: string | null;
  readonly says: string | null;
  readonly since: Date | null;
  readonly told_at: Date | null;
  readonly told: number;
  readonly not_told: number;
  readonly not_told_at: Date | null;
};

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

const stateOf = (code: string | null): NotifiedPlace['state'] =>
  code === null ? 'fine' : code === unreachable ? 'unreachable' : 'refused';

/** Every place that is set, also where nothing was ever said. */
export const notificationList = async (
  reader: Reader,
  providers: readonly Provider[],
): Promise<NotificationList> => {
  const rows = await reader.many<Row>(
    sql`select * from ${reader.table(places, 'place')} where org = ${reader.caller.org}`,
  );
  const known = new Map(rows.map((row) => [row.place, row]));
  const all = providers.flatMap((provider) =>
    placesOf(provider).map(({ id, title }): NotifiedPlace => {
      const row = known.get(id);
      return {
        place: id,
        title,
        provider: provider.name,
        state: stateOf(row?.code ?? null),
        code: row?.code ?? null,
        why: row?.says ?? null,
        since: iso(row?.since),
        toldAt: iso(row?.told_at),
        told: row?.told ?? 0,
        notTold: row?.not_told ?? 0,
        notToldAt: iso(row?.not_told_at),
        tells: id !== provider.ear?.id,
        hears: provider.routes !== undefined || provider.listen !== undefined,
      };
    }),
  );
  const need = ({ state }: NotifiedPlace): number => (state === 'fine' ? 1 : 0);
  return {
    places: all.sort((a, b) => need(a) - need(b)),
    position: reader.position,
    stale: reader.stale,
  };
};
