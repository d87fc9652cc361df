import type { Actor } from '@nightjar/sdk/wire';
import { Icon } from '../../ui/Icon.tsx';
import { plain } from '../../ui/plain.ts';

const initial = (name: string): string => ([...name.trim()][0] ?? '?').toUpperCase();

const kindOf: Record<Actor['kind'], string> = { human: 'person', automation: 'robot', unknown: 'somebody' };

/** People are round and carry their initial, robots square. */
export const Who = ({ actor }: { readonly actor: Actor | null }) => {
  if (actor === null) return <span className="who" />;
  const { name, kind, onBehalfOf } = actor;
  const whole = plain(onBehalfOf === null ? name : `${name} for ${onBehalfOf}`);
  return (
    <span className="who" title={`${whole} (${kindOf[kind] ?? 'somebody'})`}>
      <span className={`avatar ${kind}`} aria-hidden="true">
        {kind === 'automation' ? (
          <Icon size={12}>
            <rect x="1.5" y="4" width="9" height="6.5" rx="1.5" />
            <path d="M6 4V1.5M4.2 7.2h.1M7.8 7.2h.1" strokeLinecap="round" strokeWidth="1.5" />
          </Icon>
        ) : kind === 'human' ? (
          initial(name)
        ) : (
          '?'
        )}
      </span>
      <span className="unseen">{kindOf[kind] ?? ''} </span>
      <bdi className="name">{whole}</bdi>
    </span>
  );
};
