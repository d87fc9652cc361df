import { rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FolderLock =
  | { readonly is: 'held'; readonly release: () => Promise<void> }
  /** `by`: what the holder says about itself, or null where it says nothing. */
  | { readonly is: 'taken'; readonly by: unknown };

/**
 * The name of a socket is the lock: the operating system gives it to one process and takes it back when that one dies,
 * however it dies, so there is no stale lock to judge. On Linux the name is abstract (unix(7)): no file at all.
 */
const nameOf = async (folder: string, purpose: string): Promise<string> => {
  const { dev, ino } = await stat(folder);
  const name = `nightjar-${purpose}-${dev}-${ino}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
};

const listen = (server: Server, name: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(name, () => resolve(true));
  });

type Answer = { readonly is: 'alive'; readonly says: unknown } | { readonly is: 'gone' };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const ask = (name: string, patienceMs = 1000): Promise<Answer> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(name);
    socket.setEncoding('utf8').setTimeout(patienceMs, () => socket.destroy());
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('error', () => resolve({ is: 'gone' }));
    socket.on('close', () => resolve({ is: 'alive', says: parse(text) }));
  });

/** At most one process holds a folder for a purpose. The holder answers whoever asks with `about()`, as JSON. */
export const lockFolder = async (
  folder: string,
  purpose: string,
  about: () => unknown,
): Promise<FolderLock> => {
  const name = await nameOf(folder, purpose);
  for (let attempt = 0; ; attempt += 1) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(JSON.stringify(about()));
    });
    if (await listen(server, name)) {
      server.unref();
      return {
        is: 'held',
        release: () => new Promise((resolve) => server.close(() => resolve())),
      };
    }
    const answer = await ask(name);
    if (answer.is === 'alive' || attempt === 2)
      return { is: 'taken', by: answer.is === 'alive' ? answer.says : null };
    // Gone in between; or, where names are files, left by a process that was killed.
    if (!name.startsWith('\0')) await rm(name, { force: true });
  }
};

/** What the holder says about itself, without a claim on the folder; null where there is none, or it says nothing. */
export const holderOf = async (folder: string, purpose: string, patienceMs: number): Promise<unknown> => {
  const answer = await ask(await nameOf(folder, purpose), patienceMs);
  return answer.is === 'alive' ? answer.says : null;
};
