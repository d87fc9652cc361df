import type { Asked } from '../offline/words-between.ts';
import { answerData } from './data.ts';
import { errandOf } from './errand.ts';
import { eraseKept } from './kept.ts';
import { type Asking, scope } from './scope.ts';
import { answerAsset, answerPage, dropOldShells, installShell, type Shell } from './shell.ts';
import { answerTo } from './talk.ts';
import { forget, hide } from './whose.ts';

declare const __SHELL__: Shell;
const shell = __SHELL__;

/** For a page the server is waited for as long as somebody looks at a blank one without going elsewhere. */
const pagePatienceMs = 4_000;

scope.addEventListener('install', (event) => {
  // At once: every page is the server's own while it can be reached, and the parts of the build before stay.
  event.waitUntil(installShell(shell).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells(shell).then(() => scope.clients.claim()));
});

/** Who has just signed in may be another: until the server has answered them, nothing of the one before is shown. */
const entering = async (request: Request): Promise<Response> => {
  const answer = await fetch(request);
  if (answer.ok) await hide();
  return answer;
};

/** Whoever signs out leaves nothing here, whether or not the server can be told. */
const leaving = async (request: Request): Promise<Response> => {
  await forget(eraseKept);
  return fetch(request);
};

const answered = (event: Asking): Promise<Response> | null => {
  const { request } = event;
  switch (errandOf(request, scope.location.origin)) {
    case 'page':
      return answerPage(request, shell, pagePatienceMs);
    case 'asset':
      return answerAsset(request, shell);
    case 'data':
      return answerData(request, (work) => event.waitUntil(work));
    case 'entering':
      return entering(request);
    case 'leaving':
      return leaving(request);
    case 'other':
      return null;
  }
};

scope.addEventListener('fetch', (event) => {
  const answer = answered(event);
  if (answer !== null) event.respondWith(answer);
});

scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  event.waitUntil(answerTo(event.data as Asked, shell).then((state) => port.postMessage(state)));
});
