import { memo } from 'react';
import { Detail } from './Detail.tsx';
import { Members } from './Members.tsx';
import { detailId, Row, type RowProps } from './Row.tsx';

type LineProps = Omit<RowProps, 'children'> & { readonly onFilter: (term: string) => void };

/** One line; opens in place, to the details of a change or to all that it stands for. */
export const Line = memo(({ onFilter, ...row }: LineProps) => {
  const { change, open } = row;
  const { bundled } = change;
  return (
    <Row {...row}>
      {open && bundled === null && <Detail id={detailId(change)} change={change} onFilter={onFilter} />}
      {open && bundled !== null && <Members id={detailId(change)} bundled={bundled} onFilter={onFilter} />}
    </Row>
  );
});
