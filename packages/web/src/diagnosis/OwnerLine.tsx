import type { Diagnosis } from '@nightjar/sdk/wire';
import { slotNames } from '../catalog/entity/contacts.ts';
import { Away } from '../ui/Away.tsx';
import { Copy } from '../ui/Copy.tsx';
import { safeUrl } from '../ui/link.ts';
import { brief, plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';

type Contact = NonNullable<Diagnosis['owner']>['contacts'][number];

const nameOf = (kind: string): string =>
  Object.hasOwn(slotNames, kind) ? slotNames[kind as keyof typeof slotNames] : plain(kind);

const Way = ({ contact: { kind, value } }: { readonly contact: Contact }) =>
  safeUrl(value) === null ? (
    <span className="way">
      {nameOf(kind)}: <bdi>{brief(value, 80)}</bdi>
      <Copy text={value} what={value} />
    </span>
  ) : (
    <Away label={nameOf(kind)} url={value} className="way" />
  );

const firstOfEach = (contacts: readonly Contact[]): readonly Contact[] =>
  contacts.filter(({ kind }, nth) => contacts.findIndex((one) => one.kind === kind) === nth).slice(0, 3);

type OwnerLineProps = {
  readonly diagnosis: Diagnosis;
  /** Services of which it stands already whom to call. */
  readonly told: readonly string[];
};

/** Whose what is suspected most is, where that does not stand there already: who can tell, and take it back. */
export const OwnerLine = ({ diagnosis, told }: OwnerLineProps) => {
  const { owner, verdict, suspects } = diagnosis;
  const [first] = suspects;
  if (owner === null || verdict !== 'change' || first === undefined) return null;
  if (first.service === '' || told.includes(first.service)) return null;
  return (
    <p className="owner-line">
      <span>
        <bdi>{brief(first.service, 80)}</bdi> is owned by{' '}
        <To href={owner.address}>
          <bdi>{brief(owner.name, 80)}</bdi>
        </To>
      </span>
      {firstOfEach(owner.contacts).map((contact) => (
        <Way key={contact.kind} contact={contact} />
      ))}
    </p>
  );
};
