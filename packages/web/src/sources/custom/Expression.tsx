import type { CustomPage, TriedMapping } from '@nightjar/sdk/wire';
import { useId } from 'react';

type Field = CustomPage['fields'][number];
type Fault = TriedMapping['faults'][number];

type ExpressionProps = {
  readonly field: Field;
  readonly text: string;
  readonly fault: Fault | undefined;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
};

/** The piece of the expression that the fault is about, with a mark under where it begins. */
const Place = ({ text, offset }: { readonly text: string; readonly offset: number }) => {
  const from = Math.max(0, Math.min(offset, text.length) - 24);
  const before = text.slice(from, offset);
  return (
    <code className="fault-place" aria-hidden="true">
      {from > 0 && '…'}
      {before}
      <mark>{text.slice(offset, offset + 1) || ' '}</mark>
      {text.slice(offset + 1, offset + 24)}
    </code>
  );
};

/** One field of a mapping: what it says, as CEL. */
export const Expression = ({ field, text, fault, readOnly, onChange }: ExpressionProps) => {
  const id = useId();
  return (
    <div className={fault === undefined ? 'expression' : 'expression faulty'}>
      <label htmlFor={id}>{field.name}</label>
      <textarea
        id={id}
        rows={Math.min(6, Math.max(1, text.split('\n').length, Math.ceil(text.length / 58)))}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={readOnly}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-doc ${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-doc`} className="expression-doc">
        {field.doc}
      </p>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="refused">
          {fault.says} {text !== '' && <Place text={text} offset={fault.offset} />}
        </p>
      )}
    </div>
  );
};
