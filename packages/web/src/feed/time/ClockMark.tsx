import { useAhead } from '../../ui/now.ts';
import { clockInWords } from './clock.ts';

/** Says so where the reader's clock is off: the ages here are right all the same, other pages' are not. */
export const ClockMark = () => {
  const off = clockInWords(useAhead());
  return off === null ? null : (
    <span className="clock-off" title="By the server’s clock. The ages on this page are right all the same.">
      {off}
    </span>
  );
};
