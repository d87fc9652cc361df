import { type FormEvent, useId, useRef, useState } from 'react';
import { useActions } from '../../actions/registry.ts';
import { Icon } from '../../ui/Icon.tsx';
import { go, usePlace } from '../../ui/place.ts';
import { zone } from '../../ui/time.ts';
import { asOfActions } from '../as-of-actions.ts';
import { fromWallClock, inUtc, onWallClock } from '../wall-clock.ts';
import { asOfIn, placeAsOf } from '../ways.ts';

/** Chooses the instant at which this place is looked at. It stands in the address, as all that is asked for does. */
export const AsOfPicker = () => {
  const place = usePlace();
  const at = asOfIn(place.searchParams);
  const id = useId();
  const popover = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const instant = fromWallClock(typed);

  const look = (to: string | null): void => {
    popover.current?.hidePopover();
    go(placeAsOf(place, to));
  };
  useActions(
    asOfActions({
      past: at !== null,
      onPick: () => popover.current?.showPopover(),
      onNow: () => look(null),
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (instant !== null) look(instant);
  };
  return (
    <>
      <button
        type="button"
        className={at === null ? 'bare as-of-open' : 'bare as-of-open past'}
        popoverTarget={id}
        aria-label="Look at it as of another time"
        title="As of…"
      >
        <Icon size={18}>
          <circle cx="9" cy="9" r="6.200" />
          <path d="M9 5.500V9l2.300 1.800" />
        </Icon>
      </button>
      <form
        ref={popover}
        id={id}
        popover="auto"
        className="as-of-picker"
        aria-label="As of"
        onSubmit={submit}
        onToggle={({ newState }) => {
          if (newState !== 'open') return;
          setTyped(onWallClock(at === null ? Date.now() : Date.parse(at)));
          box.current?.focus();
        }}
      >
        <label htmlFor={`${id}-time`}>As of</label>
        <input
          ref={box}
          id={`${id}-time`}
          type="datetime-local"
          step="1"
          required
          max={onWallClock(Date.now())}
          value={typed}
          aria-describedby={`${id}-zone`}
          onChange={({ target }) => setTyped(target.value)}
        />
        <p id={`${id}-zone`}>
          {zone()}
          {instant !== null && zone() !== 'UTC' && ` · ${inUtc(instant)} UTC`}
        </p>
        <div className="as-of-do">
          <button type="submit" className="button primary" disabled={instant === null}>
            Look
          </button>
          <button type="button" className="button" disabled={at === null} onClick={() => look(null)}>
            Now
          </button>
        </div>
      </form>
    </>
  );
};
