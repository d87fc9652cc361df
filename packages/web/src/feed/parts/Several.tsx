import { bundledInWords, failedInWords } from '@nightjar/sdk/bundled';
import type { Bundled } from '@nightjar/sdk/wire';
import { clockTime } from '../../ui/time.ts';

/** For how many a line stands, and how many of them went wrong. */
export const Several = ({ bundled }: { readonly bundled: Bundled }) => {
  const failed = failedInWords(bundled);
  const [first, last] = [bundled.first, bundled.last].map((at) => clockTime(Date.parse(at)));
  return (
    <span className="several-of" title={`${bundled.count} changes from ${first} to ${last}`}>
      <span aria-hidden="true">· </span>
      {bundledInWords(bundled)}
      {failed !== '' && (
        <>
          , <b className="failed-of">{failed}</b>
        </>
      )}
    </span>
  );
};
