import type { SavedView } from '@nightjar/sdk/wire';
import { refusedFor } from '../access/refused.ts';
import { say } from '../actions/told.ts';
import { nightjar } from '../nightjar.ts';
import { Icon } from '../ui/Icon.tsx';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { isShown, type LookedAt } from './looked-at.ts';

type RowProps = {
  readonly view: SavedView;
  readonly looked: LookedAt;
  readonly onFollow: () => void;
  readonly onRemove: () => void;
};

const Row = ({ view, looked, onFollow, onRemove }: RowProps) => (
  <li className="view-row">
    <To
      href={view.address}
      aria-current={isShown(view, looked) ? 'true' : undefined}
      onClickCapture={onFollow}
    >
      <span className="view-name" dir="auto">
        {plain(view.name)}
      </span>
      <code>{view.query === '' ? 'all' : plain(view.query)}</code>
    </To>
    <button
      type="button"
      className="bare"
      aria-label={`Remove ${plain(view.name)}`}
      title={`Remove ${plain(view.name)}`}
      onClick={onRemove}
    >
      <Icon size={12}>
        <path d="m2.500 2.500 7 7M9.500 2.500l-7 7" />
      </Icon>
    </button>
  </li>
);

type ListProps = { readonly looked: LookedAt; readonly onFollow: () => void };

/** The views that one has, one's own first. */
export const ViewList = ({ looked, onFollow }: ListProps) => {
  const { answer, again } = useAnswer(['views'], (signal) => nightjar.views.list({ signal }), 'to be edited');
  const list = shown(answer);
  const remove = ({ name, shared }: SavedView): void => {
    nightjar.views.remove(name, { shared }).then(
      () => {
        say(`Removed ${name}.`);
        again();
      },
      (error: unknown) => say(refusedFor(error)),
    );
  };
  if (list === null)
    return (
      <p className="muted">{answer.is === 'trouble' ? 'The views cannot be read now.' : 'One moment…'}</p>
    );
  if (list.views.length === 0)
    return <p className="muted">None yet. Narrow what you see, then save it under a name.</p>;
  const heads = [
    { head: 'Yours', views: list.views.filter(({ shared }) => !shared) },
    { head: 'Shared', views: list.views.filter(({ shared }) => shared) },
  ];
  return heads.map(({ head, views }) =>
    views.length === 0 ? null : (
      <section key={head}>
        <h2>{head}</h2>
        <ul>
          {views.map((view) => (
            <Row
              key={view.name}
              view={view}
              looked={looked}
              onFollow={onFollow}
              onRemove={() => remove(view)}
            />
          ))}
        </ul>
      </section>
    ),
  );
};
