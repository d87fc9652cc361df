import type { Alert } from '@nightjar/sdk/wire';

/** How bad it is, in a word; the colour only helps. */
export const SeverityMark = ({ severity, state }: Pick<Alert, 'severity' | 'state'>) => (
  <span className={`severity is-${state === 'firing' ? (severity ?? 'unsaid') : state}`}>
    <i aria-hidden="true" />
    {severity ?? 'alert'}
  </span>
);
