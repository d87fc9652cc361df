import type { EntityFacts } from '@nightjar/sdk/wire';
import { nightjar } from '../../nightjar.ts';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { wholeTime } from '../../ui/time.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { attributeParts, inWords } from './said.ts';

type Attribute = EntityFacts['attributes'][number];

const Said = ({ said }: { readonly said: Attribute['said'][number] }) => {
  const at = Date.parse(said.lastSeen ?? said.at);
  return (
    <li className={said.chosen ? 'said' : said.lost === null ? 'said same' : 'said lost'}>
      <span className="said-value" dir="auto">
        {inWords(said.value).slice(0, 400)}
      </span>
      <span className="said-by" title={`${said.source}${said.line === null ? '' : `, line ${said.line}`}`}>
        {said.by}
        {said.confidence < 1 && ` ${Math.round(said.confidence * 100)} %`}
      </span>
      <span className="age" title={wholeTime(at)}>
        <Age at={at} />
      </span>
      {said.lost !== null && <p className="said-why">{plain(said.lost)}</p>}
      <p className="said-source">
        {plain(said.source)}
        {said.line !== null && `, line ${said.line}`}
      </p>
    </li>
  );
};

/** Each attribute with all that was said of it, the chosen word first. */
export const Facts = ({ entity, at }: { readonly entity: string; readonly at: string | null }) => {
  const { answer, again } = useAnswer(
    `${entity} ${at}`,
    (signal) => nightjar.catalog.facts(entity, { at: at ?? undefined, signal }),
    at !== null,
  );
  const facts = shown(answer);
  if (facts === null)
    return answer.is === 'trouble' ? (
      <TroubleNotice trouble={answer.trouble} what="Who says so" onAgain={again} />
    ) : (
      <Skeleton what="Who says so" />
    );
  return (
    <div className="facts">
      <p className="muted">{plain(facts.rule)}</p>
      <dl>
        {facts.attributes.map(({ name, said }) => {
          const { what, of } = attributeParts(name);
          return (
            <div
              key={name}
              className={said.some((it) => it.lost !== null) ? 'attribute disputed' : 'attribute'}
            >
              <dt>
                {plain(what)}
                {of !== null && <small title={of}>{plain(of)}</small>}
              </dt>
              <dd>
                <ul>
                  {said.map((it) => (
                    <Said key={`${it.source} ${it.by}`} said={it} />
                  ))}
                </ul>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
};
