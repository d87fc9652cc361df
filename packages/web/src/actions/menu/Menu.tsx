import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { Icon } from '../../ui/Icon.tsx';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { type Action, isPossible, shortcutsOf } from '../action.ts';
import { Keys } from '../Keys.tsx';
import { useActionsNow } from '../registry.ts';

/** Who is signed in, asked for when somebody looks. */
const Who = () => {
  const { answer } = useAnswer(['whoami'], () => nightjar.whoami(), 'once');
  const caller = shown(answer)?.caller;
  if (caller == null) return null;
  return (
    <p className="menu-who" role="presentation">
      Signed in as <bdi>{caller.name}</bdi>
    </p>
  );
};

/** What can be done everywhere, gathered behind one button. */
export const Menu = () => {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const actions = useActionsNow().filter((action) => action.offered === 'menu' && isPossible(action));

  const itemsIn = (): HTMLElement[] => [
    ...(popover.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = itemsIn();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  };
  const take = (action: Action): void => {
    popover.current?.hidePopover();
    action.run(null);
  };
  return (
    <>
      <button
        type="button"
        className="bare"
        popoverTarget={id}
        aria-label="Menu"
        title="Menu"
        aria-haspopup="menu"
        aria-expanded={open}
      >
        <Icon size={18}>
          <path d="M3 5h12M3 9h12M3 13h12" />
        </Icon>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="menu"
        role="menu"
        tabIndex={-1}
        aria-label="Menu"
        onKeyDown={onKeyDown}
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState === 'open') itemsIn()[0]?.focus();
        }}
      >
        {open && <Who />}
        {actions.map((action) => (
          <button key={action.name} type="button" role="menuitem" tabIndex={-1} onClick={() => take(action)}>
            <span>{action.label}</span>
            {shortcutsOf(action)
              .slice(0, 1)
              .map((shortcut) => (
                <Keys key={shortcut} shortcut={shortcut} />
              ))}
          </button>
        ))}
      </div>
    </>
  );
};
