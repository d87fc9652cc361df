import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { json, type StandIn, standIn } from '@nightjar/sdk/testing/stand-in';
import type { Descriptions } from '@nightjar/sdk/wire';

export const write = async (folder: string, files: Record<string, string | Buffer>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
};

export const git = async (folder: string, ...args: string[]): Promise<void> => {
  const who = ['-c', 'user.name=Joey', '-c', 'user.email=joey@acme.dev', '-c', 'commit.gpgsign=false'];
  await promisify(execFile)('git', ['-C', folder, ...who, ...args]);
};

/** A server that takes all descriptions but those it is told to refuse. */
export const taking = (refused: object[] = []): Promise<StandIn> =>
  standIn((heard, response) => {
    const { descriptions } = JSON.parse(heard.body) as Descriptions;
    const described = descriptions.length - refused.length;
    json(response, 200, { position: 7, described, unchanged: 0, withdrawn: 0, refused });
  });

export const bodies = ({ heard }: StandIn): Descriptions[] =>
  heard.map(({ body }) => JSON.parse(body) as Descriptions);

export const component = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {type: service, lifecycle: production, owner: payments}\n`;
