import { useEffect, useState } from 'react';
import { useNow } from '../ui/now.ts';
import { useReach } from './reached.ts';
import { reachInWords } from './since.ts';
import { tryNow } from './trying.ts';
import { useUpdated } from './update.ts';

/** What is over sooner than this, nobody need read. */
const patienceMs = 700;

/** The one place that says whether what is on the screen is how things are, and what to do where it is not. */
export const Banner = () => {
  const reach = useReach();
  const updated = useUpdated();
  const away = reach.is === 'away';
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!away) return;
    const timer = setTimeout(() => setLasting(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [away]);
  const now = useNow();
  const says = lasting ? reachInWords(reach, now) : null;
  return (
    <div className="reach-place" role="status">
      {says !== null && (
        <p className="reach away">
          <span>{says}</span>
          <button type="button" className="button" onClick={tryNow}>
            Try now
          </button>
        </p>
      )}
      {says === null && updated && (
        <p className="reach">
          <span>Nightjar was updated. What you typed stays when you reload.</span>
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      )}
    </div>
  );
};
