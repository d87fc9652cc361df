import { groups, shortcutsOf } from '../action.ts';
import { Keys } from '../Keys.tsx';
import { useActionsNow } from '../registry.ts';
import { setSingleKeys, useSingleKeys } from '../single-keys.ts';
import { useModal } from '../useModal.ts';

/** Every key that does something on this page, from the actions themselves. */
export const KeySheet = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useModal();
  const keyed = useActionsNow().filter((action) => shortcutsOf(action).length > 0);
  const on = useSingleKeys();
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby="keys-title"
      onClose={onClose}
      onMouseDown={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <div className="sheet-in">
        <div className="sheet-head">
          <h2 id="keys-title">Keys</h2>
          <button type="button" className="bare" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <div className={on ? 'sheet-groups' : 'sheet-groups off'}>
          {groups.map((group) => {
            const its = keyed.filter((action) => action.group === group);
            return its.length === 0 ? null : (
              <section key={group} aria-labelledby={`keys-${group}`}>
                <h3 id={`keys-${group}`}>{group}</h3>
                <dl>
                  {its.map((action) => (
                    <div key={action.name}>
                      <dt>{action.label}</dt>
                      <dd>
                        {shortcutsOf(action).map((shortcut, index) => (
                          <span key={shortcut}>
                            {index > 0 && <span className="or"> or </span>}
                            <Keys shortcut={shortcut} />
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            );
          })}
        </div>
        <label className="sheet-single">
          <input type="checkbox" checked={on} onChange={({ target }) => setSingleKeys(target.checked)} />
          <span>
            Keys without Ctrl or ⌘ work
            <small>Turn them off where a voice or another program types for you.</small>
          </span>
        </label>
      </div>
    </dialog>
  );
};
