import type { SearchAnswer } from '@nightjar/sdk/wire';
import type { Trouble } from '../../ui/trouble.ts';

/** What the server has said to what is typed. While an answer is awaited, the one before is shown. */
export type Asking =
  | { readonly is: 'nothing asked' }
  | {
      readonly is: 'asking';
      readonly typed: string;
      readonly slow: boolean;
      readonly before: SearchAnswer | null;
    }
  | { readonly is: 'answered'; readonly typed: string; readonly answer: SearchAnswer }
  | { readonly is: 'trouble'; readonly typed: string; readonly trouble: Trouble };

export type AskingEvent =
  | { readonly is: 'typed'; readonly typed: string }
  | { readonly is: 'slow'; readonly typed: string }
  | { readonly is: 'answered'; readonly typed: string; readonly answer: SearchAnswer }
  | { readonly is: 'failed'; readonly typed: string; readonly trouble: Trouble };

export const answerIn = (asking: Asking): SearchAnswer | null => {
  if (asking.is === 'answered') return asking.answer;
  return asking.is === 'asking' ? asking.before : null;
};

/** An answer to what is typed no more is none. */
export const heardSo = (asking: Asking, event: AskingEvent): Asking => {
  if (event.is === 'typed')
    return event.typed === ''
      ? { is: 'nothing asked' }
      : { is: 'asking', typed: event.typed, slow: false, before: answerIn(asking) };
  if (asking.is === 'nothing asked' || asking.typed !== event.typed) return asking;
  if (event.is === 'slow') return asking.is === 'asking' ? { ...asking, slow: true } : asking;
  if (event.is === 'answered') return { is: 'answered', typed: event.typed, answer: event.answer };
  return { is: 'trouble', typed: event.typed, trouble: event.trouble };
};

/** What is to be said about it under the box; null where the lines say all. */
export const wordsAbout = (asking: Asking, lines: number): string | null => {
  if (asking.is === 'asking')
    return asking.slow ? 'Nightjar takes its time. What can be done here works meanwhile.' : null;
  if (asking.is === 'trouble')
    return asking.trouble.is === 'unreachable'
      ? 'Nightjar does not answer, so nothing can be searched. What can be done here still works.'
      : asking.trouble.is === 'signed out'
        ? 'You are signed out, so nothing can be searched.'
        : `The search failed: ${asking.trouble.says}`;
  if (asking.is !== 'answered') return null;
  if (asking.answer.missing.length > 0) return `No answer in time about ${asking.answer.missing.join(', ')}.`;
  return lines === 0
    ? `Nothing is called “${asking.typed.slice(0, 60)}”, or holds it. Fewer letters find more.`
    : null;
};
