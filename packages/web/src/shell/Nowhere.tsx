import { catalogAt } from '../catalog/ways.ts';
import { Notice } from '../ui/Notice.tsx';
import { To } from '../ui/To.tsx';
import { TopBar } from './TopBar.tsx';

export const Nowhere = () => (
  <>
    <TopBar part={null} />
    <main className="nowhere">
      <Notice title="There is nothing at this address">
        <p>
          Go to <To href="/">the feed</To> or <To href={catalogAt('')}>the catalog</To>.
        </p>
      </Notice>
    </main>
  </>
);
