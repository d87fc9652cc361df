import type { Entity } from '@nightjar/sdk/wire';

const says: Readonly<Record<Entity['state'], string>> = {
  declared: 'Somebody wrote it down',
  discovered: 'Seen running; nobody has written it down',
  gone: 'Nobody says any longer that it is there',
};

/** What is as it should be says nothing; what is only seen, or gone, says its word. */
export const StateMark = ({ entity }: { readonly entity: Pick<Entity, 'state' | 'contested'> }) => (
  <>
    {entity.state !== 'declared' && (
      <span className={`state ${entity.state}`} title={says[entity.state]}>
        {entity.state}
      </span>
    )}
    {entity.contested && (
      <span className="state contested" title="Sources that are to be believed name different owners">
        contested
      </span>
    )}
  </>
);
