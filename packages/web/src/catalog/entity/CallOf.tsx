import { nightjar } from '../../nightjar.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { Call } from './Call.tsx';
import type { ThingPage } from './page-of.ts';

type CallOfProps = { readonly page: ThingPage; readonly at: string | null; readonly onEdited: () => void };

/** Whom to call, asked for where it did not come with the page of the thing. */
export const CallOf = ({ page, at, onEdited }: CallOfProps) => {
  const { answer, again } = useAnswer(
    ['who', page.ref, at],
    (signal) => nightjar.catalog.who(page.ref, { at: at ?? undefined, signal }),
    at === null ? 'often' : 'once',
  );
  const who = shown(answer);
  if (who === null)
    return (
      <p className="call muted">
        {answer.is === 'trouble' ? 'Who to call cannot be told now.' : 'Who to call…'}
      </p>
    );
  const edited = (): void => {
    again();
    onEdited();
  };
  return <Call page={page} who={who} at={at} onEdited={edited} />;
};
