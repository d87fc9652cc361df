import type { SourcePage } from '@nightjar/sdk/wire';
import { Away } from '../ui/Away.tsx';
import { Copy } from '../ui/Copy.tsx';
import { Pasted } from './Pasted.tsx';
import { piecesOf, withSecret } from './pieces.ts';

type StepsProps = { readonly page: SourcePage; readonly secret: string | null };

/** What to do at the sender, in its own words, with the address and the secret where they belong. */
export const Steps = ({ page, secret }: StepsProps) => (
  <>
    <ol className="vendor-steps">
      {page.steps.map((step) => (
        <li key={step}>
          {piecesOf(step, page.url, secret).map(({ text, typed }, index) =>
            typed ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move.
              <span key={index} className="typed">
                <code>{text}</code>
                <Copy text={text} what={text === secret ? 'the secret' : text} />
              </span>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move.
              <span key={index}>{text}</span>
            ),
          )}
        </li>
      ))}
    </ol>
    {page.paste !== null && (
      <div className="vendor-paste">
        <h4>{page.paste.label}</h4>
        <Pasted text={withSecret(page.paste.text, secret)} what={page.paste.label} />
        {secret === null && page.paste.text.includes('{secret}') && (
          <p className="muted">Put the secret where the dots are.</p>
        )}
      </div>
    )}
    <p className="vendor-docs">
      <Away label={`How ${page.source.title} says it`} url={page.docs} />
    </p>
  </>
);
