import type { AlertWithReports } from '@nightjar/sdk/wire';
import { Age } from '../ui/Age.tsx';
import { useNow } from '../ui/now.ts';
import { paragraphs } from '../ui/plain.ts';
import { clockTime, duration, wholeTime } from '../ui/time.ts';
import { type Episode, episodesOf } from './episodes.ts';

/** More are counted. */
const most = 20;

const At = ({ at }: { readonly at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={wholeTime(at)}>
    {clockTime(at)}
  </time>
);

const One = ({ episode }: { readonly episode: Episode }) => {
  const { began, acknowledged, ended, said } = episode;
  const now = useNow();
  return (
    <li className={ended === null ? 'episode lasting' : 'episode'}>
      <p className="episode-when">
        <At at={began} />{' '}
        <span className="age">
          <Age at={began} />
        </span>
      </p>
      <p className="episode-how">
        {ended === null
          ? `Fires for ${duration(now - began)}`
          : ended > began
            ? `Fired for ${duration(ended - began)}`
            : 'Over; nobody said when it began'}
        {acknowledged !== null && (
          <>
            , taken on at <At at={acknowledged} />
          </>
        )}
        {ended !== null && ended > began && (
          <>
            , over at <At at={ended} />
          </>
        )}
      </p>
      {said.map((text) => (
        <p key={text} className="episode-said" dir="auto">
          {paragraphs(text)}
        </p>
      ))}
    </li>
  );
};

/** Each time that it came up, the newest first. */
export const Episodes = ({ alert }: { readonly alert: AlertWithReports }) => {
  const episodes = episodesOf(alert.observations);
  // Without the server only the last may be known.
  const times = Math.max(alert.episodes, episodes.length);
  const before = times - Math.min(most, episodes.length);
  return (
    <section className="episodes" aria-labelledby="episodes">
      <h2 id="episodes">{times === 1 ? 'It came up once' : `It came up ${times} times`}</h2>
      <ol>
        {episodes.slice(0, most).map((episode) => (
          <One key={episode.began} episode={episode} />
        ))}
      </ol>
      {before > 0 && <p className="muted">{before === 1 ? 'And once' : `And ${before} times`} before.</p>}
    </section>
  );
};
