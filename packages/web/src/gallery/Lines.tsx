import { useId, useState } from 'react';
import { EntityRow } from '../catalog/parts/EntityRow.tsx';
import { Row } from '../feed/parts/Row.tsx';
import { entities, lines } from './samples.ts';

/** Lines of the feed and of the catalog, in all that can become of them. They open, as lines do. */
export const Lines = () => {
  const id = useId();
  const [openId, setOpenId] = useState<string | null>(null);
  const toggle = (name: string): void => setOpenId((now) => (now === name ? null : name));
  return (
    <div className="stream">
      <ul className="sample-lines">
        {lines.map(([name, change]) => {
          const here = `${id}${name}`;
          const open = openId === here;
          return (
            <li key={name} className={open ? 'line open' : 'line'} title={name}>
              <Row change={{ ...change, id: here }} open={open} onToggle={toggle}>
                {open && (
                  <div id={`detail-${here}`} className="sample-detail">
                    A line that is {name}.
                  </div>
                )}
              </Row>
            </li>
          );
        })}
      </ul>
      <ul className="sample-lines">
        {entities.map((entity) => (
          <EntityRow key={entity.ref} entity={entity} at={null} />
        ))}
      </ul>
    </div>
  );
};
