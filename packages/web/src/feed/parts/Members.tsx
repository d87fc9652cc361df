import type { Bundled } from '@nightjar/sdk/wire';
import { useCallback, useState } from 'react';
import { feedAt } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { useMembers } from '../useMembers.ts';
import { Detail } from './Detail.tsx';
import { detailId, Row } from './Row.tsx';

type MembersProps = {
  readonly id: string;
  readonly bundled: Bundled;
  readonly onFilter: (term: string) => void;
};

/** What a line stands for, one line each, which open in their turn. */
export const Members = ({ id, bundled, onFilter }: MembersProps) => {
  const members = useMembers(bundled);
  const [openId, setOpenId] = useState<string | null>(null);
  const toggle = useCallback((name: string) => setOpenId((now) => (now === name ? null : name)), []);
  const inPart = members.is === 'here' && members.changes.length < bundled.count;
  return (
    <section className="members" id={id} aria-label={`What ${plain(bundled.title).slice(0, 80)} stands for`}>
      {members.is === 'loading' && <p className="muted">Reading the {bundled.count} changes…</p>}
      {members.is === 'trouble' && (
        <p className="muted" role="alert">
          They cannot be read now{members.trouble.is === 'broken' ? `: ${members.trouble.says}` : '.'}
        </p>
      )}
      {members.is === 'here' && (
        <ul>
          {members.changes.map((member) => {
            const open = member.id === openId;
            return (
              <li key={member.id} className={open ? 'line open' : 'line'}>
                <Row change={member} open={open} onToggle={toggle}>
                  {open && <Detail id={detailId(member)} change={member} onFilter={onFilter} />}
                </Row>
              </li>
            );
          })}
        </ul>
      )}
      <p className="whole-list">
        <To href={feedAt(bundled.query, null, true)}>
          {inPart ? `All ${bundled.count} in the feed` : 'Only these in the feed'}
        </To>
      </p>
    </section>
  );
};
