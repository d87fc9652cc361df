import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { Specimen } from './Specimen.tsx';

const none = (): void => {};

/** In place of what is asked for: what is so, and the one thing to do about it. */
export const Notices = () => (
  <>
    <Specimen name="nothing is wrong" wide>
      <Notice
        rank={2}
        title="No change matches this filter"
        action={{ label: 'Clear the filter', run: none }}
      >
        <p>The last one came 5 min ago.</p>
      </Notice>
    </Specimen>
    <Specimen name="the server is away" wide>
      <TroubleNotice trouble={{ is: 'unreachable' }} what="The catalog" onAgain={none} />
    </Specimen>
    <Specimen name="the server says no" wide>
      <TroubleNotice
        trouble={{
          is: 'broken',
          says: 'Something broke inside Nightjar.',
          next: 'It is in the server’s log.',
          code: 'bug',
        }}
        what="The catalog"
        onAgain={none}
      />
    </Specimen>
    <Specimen name="it was done" wide>
      <p className="settled">Money answers for pricing from now on.</p>
    </Specimen>
    <Specimen name="before it is there" wide>
      <Skeleton what="A list" />
    </Specimen>
  </>
);
