import { attentionAt, catalogAt } from '../../catalog/ways.ts';
import { Copy } from '../../ui/Copy.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { To } from '../../ui/To.tsx';
import { Pasted } from '../Pasted.tsx';
import { sourcesAt } from '../ways.ts';
import { type Standing, tasksOf } from './checklist.ts';

type Task = ReturnType<typeof tasksOf>[number];

/** What there is to do about it, where something is. */
const Doing = ({ is, done }: Pick<Task, 'is' | 'done'>) => {
  if (is === 'catalog')
    return (
      <>
        <div className="task-pastes">
          <Pasted text="npm run -s nightjar -- catalog discover ~/work" what="the command" />
          <Pasted text="npm run -s nightjar -- catalog apply ~/work" what="the command" />
        </div>
        <p className="muted">
          The first finds services in manifests and folders, the second reads catalog-info.yaml, effx.yaml and
          CODEOWNERS. <To href={catalogAt('')}>The catalog</To>,{' '}
          <To href={attentionAt()}>and what it lacks</To>
        </p>
      </>
    );
  if (is === 'alerts' && !done)
    return (
      <To className="button" href={`${sourcesAt}?q=alerts`}>
        Choose what watches
      </To>
    );
  if (is === 'phone' && !done)
    return (
      <span className="typed">
        <code>{location.origin}</code>
        <Copy text={location.origin} what="the address" />
      </span>
    );
  return null;
};

/** Four things, ticked off as the server has them. */
export const Checklist = ({ standing }: { readonly standing: Standing }) => {
  const tasks = tasksOf(standing);
  return (
    <section className="checklist" aria-labelledby="checklist">
      <h2 id="checklist">
        What makes it useful at night{' '}
        <span className="count">
          {tasks.filter(({ done }) => done).length} of {tasks.length}
        </span>
      </h2>
      <ol>
        {tasks.map(({ is, name, done, says }) => (
          <li key={is} className={done ? 'task done' : 'task'}>
            <span className="tick">
              {done && (
                <Icon size={14}>
                  <path d="m2.5 7.5 3 3 6-7" />
                </Icon>
              )}
              <span className="unseen">{done ? 'done' : 'to do'}</span>
            </span>
            <div>
              <h3>{name}</h3>
              <p className="muted">{says}</p>
              <Doing is={is} done={done} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
