import type { SourcePage } from '@nightjar/sdk/wire';
import { Away } from '../ui/Away.tsx';
import { Copy } from '../ui/Copy.tsx';
import { Pasted } from './Pasted.tsx';
import { inWords, piecesOf, withSecret } from './pieces.ts';

type StepsProps = { readonly page: SourcePage; readonly secret: string | null };

type StepProps = StepsProps & { readonly step: string };

/** One step in the sender's own words, with the address and the secret where they belong. */
export const Step = ({ step, page, secret }: StepProps) =>
  piecesOf(page.theirs ? inWords(step) : step, page.url, secret).map(({ text, typed }, index) =>
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
  );

/** What is pasted as a whole: a template, a manifest. */
export const Paste = ({ page: { paste }, secret }: StepsProps) =>
  paste === null ? null : (
    <div className="vendor-paste">
      <h4>{paste.label}</h4>
      <Pasted text={withSecret(paste.text, secret)} what={paste.label} />
      {secret === null && paste.text.includes('{secret}') && (
        <p className="muted">Put the secret where the dots are.</p>
      )}
    </div>
  );

/** What to do at the sender. */
export const Steps = ({ page, secret }: StepsProps) => (
  <>
    <ol className="vendor-steps">
      {page.steps.map((step) => (
        <li key={step}>
          <Step step={step} page={page} secret={secret} />
        </li>
      ))}
    </ol>
    <Paste page={page} secret={secret} />
    <p className="vendor-docs">
      <Away label={`How ${page.source.title} says it`} url={page.docs} />
    </p>
  </>
);
