import { AsOf } from '../../catalog/parts/AsOf.tsx';

/**
 * What had happened by an instant, not what was known then: a list keeps each change as it stands today, and what somebody could have
 * read that night would have to be folded again from every report of every change.
 */
const means =
  'What had happened by then, as it is known today: what was reported later is here, and what failed later stands as failed. What was running then and ended later stands at its end, and is not here.';

export const AsOfFeed = () => <AsOf title={means} />;
