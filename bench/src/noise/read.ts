import { Pool } from 'undici';
import type { ServerUnderTest } from '../server/start.ts';

type Line = {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly source: string;
  readonly actor: { readonly kind: string } | null;
  readonly bundled: { readonly query: string; readonly count: number } | null;
};
type Page = {
  readonly changes: readonly Line[];
  readonly next: string | null;
  readonly stale: boolean;
  readonly hidden?: number;
};

export type { Line };

/** Reads lists of changes over HTTP, to their end. */
export const reader = ({ address, token }: ServerUnderTest) => {
  const pool = new Pool(address, { connections: 4 });
  const headers = { authorization: `Bearer ${token}` };
  const page = async (query: Record<string, string>): Promise<Page> => {
    const answer = await pool.request({
      path: `/api/v1/changes?${new URLSearchParams(query)}`,
      method: 'GET',
      headers,
    });
    if (answer.statusCode !== 200)
      throw new Error(`A page was answered ${answer.statusCode}: ${await answer.body.text()}`);
    return (await answer.body.json()) as Page;
  };
  return {
    page,
    all: async (query: Record<string, string>): Promise<{ lines: Line[]; hidden: number }> => {
      const lines: Line[] = [];
      let hidden = 0;
      let cursor: string | null = null;
      do {
        const found: Page = await page({ ...query, limit: '200', ...(cursor === null ? {} : { cursor }) });
        lines.push(...found.changes);
        hidden += found.hidden ?? 0;
        cursor = found.next;
      } while (cursor !== null);
      return { lines, hidden };
    },
    close: () => pool.close(),
  };
};
