import { lazy, Suspense, useId, useRef, useState } from 'react';
import { show, useOver } from '../actions/open.ts';
import { useActions } from '../actions/registry.ts';
import { Icon } from '../ui/Icon.tsx';
import { viewActions } from './actions.ts';
import type { LookedAt } from './looked-at.ts';

const SaveView = lazy(async () => ({ default: (await import('./SaveView.tsx')).SaveView }));
const ViewList = lazy(async () => ({ default: (await import('./ViewList.tsx')).ViewList }));

/** The star in the filter box: what is saved, and saving what is looked at. */
export const Views = ({ looked }: { readonly looked: LookedAt }) => {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const over = useOver();
  const save = (): void => {
    popover.current?.hidePopover();
    show('save view');
  };
  useActions(viewActions({ onSave: save, onList: () => popover.current?.showPopover() }));
  return (
    <>
      <button
        type="button"
        className="bare views-open"
        popoverTarget={id}
        aria-label="Saved views"
        title="Saved views"
        aria-expanded={open}
      >
        <Icon size={16}>
          <path d="m8 2 1.850 3.900 4.250.550-3.100 3 .780 4.250L8 11.650 4.220 13.700 5 9.450l-3.100-3 4.250-.550z" />
        </Icon>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="saved-views"
        role="dialog"
        aria-label="Saved views"
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState === 'open') popover.current?.querySelector('button')?.focus();
        }}
      >
        <button type="button" className="button" onClick={save}>
          Save this view…
        </button>
        {open && (
          <Suspense>
            <ViewList looked={looked} onFollow={() => popover.current?.hidePopover()} />
          </Suspense>
        )}
      </div>
      {over === 'save view' && (
        <Suspense>
          <SaveView looked={looked} onClose={() => show('nothing')} />
        </Suspense>
      )}
    </>
  );
};
