import type { Kernel } from '@nightjar/kernel/kernel';
import { addRow, allRows, enforceRow, type Row, removeRows } from './rows.ts';
import { type Opened, open, seal, type VaultKey } from './seal.ts';

/** A secret as it is held: whether it opens, never what it is. */
export type Held = Omit<Row, 'sealed'> & { readonly is: Opened['is'] };

export type Vault = {
  /** The secrets of an owner that are in force and open, the newest first. Answers from memory. */
  readonly values: (org: number, owner: string) => readonly string[];
  readonly held: (org: number, owner: string) => readonly Held[];
  readonly all: () => readonly Held[];
  /** Seals a secret, which is not in force yet. */
  readonly keep: (
    it: Pick<Row, 'id' | 'org' | 'owner' | 'name' | 'createdBy'> & {
      readonly value: string;
      readonly expiresAt?: Date;
    },
  ) => Promise<void>;
  readonly enforce: (org: number, id: string) => Promise<void>;
  readonly forget: (org: number, ids: readonly string[]) => Promise<void>;
  /** Takes in what others have changed. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
};

/** How soon what another process has changed is known here. */
const everyMs = 2000;

type Known = { readonly row: Row; readonly opened: Opened };

/** The secrets of this house, in memory: sealed in the database, opened once, and looked at anew every two seconds. */
export const openVault = async (
  { database, logger, clock }: Pick<Kernel, 'database' | 'logger' | 'clock'>,
  key: VaultKey,
): Promise<Vault> => {
  let known: readonly Known[] = [];
  let told = '';

  const learn = (rows: readonly Row[]): void => {
    const before = new Map(known.map((it) => [it.row.id, it]));
    known = rows.map((row) => {
      const it = before.get(row.id);
      return it?.row.sealed.equals(row.sealed) && it.row.name === row.name && it.row.owner === row.owner
        ? { row, opened: it.opened }
        : { row, opened: open(key, row.sealed, row) };
    });
    const shut = known.filter(({ opened }) => opened.is !== 'open');
    const tell = shut.map(({ row, opened }) => `${row.owner} ${opened.is}`).join(', ');
    if (tell !== told && shut.length > 0)
      logger.error({ secrets: tell }, 'secrets cannot be opened with the key at hand; what needs them waits');
    told = tell;
  };
  let [asked, learned] = [0, 0];
  const refresh = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const rows = await allRows(database);
    // Two looks may come back in the other order than they went.
    if (mine < learned) return;
    learned = mine;
    learn(rows);
  };
  // A database that is away for a while takes no secret away.
  const timer = setInterval(() => void refresh().catch(() => {}), everyMs).unref();

  const of = (org: number, owner: string): readonly Known[] =>
    known.filter(({ row }) => row.org === org && row.owner === owner && row.inForce);
  const heldOf = ({ row: { sealed: _, ...row }, opened }: Known): Held => ({ ...row, is: opened.is });
  const holds = ({ expiresAt }: Row): boolean => expiresAt === null || expiresAt > clock.now();

  await refresh();
  return {
    values: (org, owner) =>
      of(org, owner).flatMap(({ row, opened }) => (opened.is === 'open' && holds(row) ? [opened.value] : [])),
    held: (org, owner) => of(org, owner).map(heldOf),
    all: () => known.map(heldOf),
    keep: async ({ value, expiresAt = null, ...it }) => {
      await addRow(database, { ...it, sealed: seal(key, value, it), expiresAt });
    },
    enforce: async (org, id) => {
      await enforceRow(database, org, id);
      await refresh();
    },
    forget: async (org, ids) => {
      if (ids.length === 0) return;
      await removeRows(database, org, ids);
      await refresh();
    },
    refresh,
    close: () => clearInterval(timer),
  };
};
