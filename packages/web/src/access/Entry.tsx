import { useId } from 'react';

type EntryProps = {
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly focus?: boolean;
  readonly minLength?: number;
  readonly disabled?: boolean;
};

export const Entry = ({
  label,
  type = 'text',
  autoComplete,
  value,
  onChange,
  hint,
  focus,
  minLength,
  disabled = false,
}: EntryProps) => {
  const id = useId();
  return (
    <div className="entry">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        required
        // biome-ignore lint/a11y/noAutofocus: the page holds this form and nothing else.
        autoFocus={focus}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        minLength={minLength}
        disabled={disabled}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
};
