import { fork } from 'node:child_process';

/** Runs a module in a process of its own with one argument, and answers the message it sends last. */
export const inProcess = <Result>(module: URL, argument: unknown): Promise<Result> =>
  new Promise((resolve, reject) => {
    const child = fork(module, [JSON.stringify(argument)]);
    let last: Result | undefined;
    child.on('message', (message) => {
      last = message as Result;
    });
    child.on('exit', (code) => {
      if (code === 0 && last !== undefined) resolve(last);
      else
        reject(
          new Error(`${module.pathname} ended with ${code} and ${last === undefined ? 'no' : 'an'} answer.`),
        );
    });
  });
